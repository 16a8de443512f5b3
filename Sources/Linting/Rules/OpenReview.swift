import Catalog

/// Looks for questions that an import left open for a person.
enum OpenReview: EntryRule {
  static let rule = LintRule(
    "open-review", .warning, "A document and an edit differ, and nobody has decided yet.")
  static let rules: [LintRule] = [rule]

  static func faults(in entry: LintedEntry, _ context: LintContext) -> [Fault] {
    let sources = entry.record.sources.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    var conflicts: [Field: [(document: String, theirs: String?)]] = [:]
    for (document, source) in sources {
      for (field, conflict) in source.conflicts {
        conflicts[field, default: []].append((document, conflict.theirs))
      }
    }
    var faults = conflicts.sorted { $0.key.name < $1.key.name }.map { field, conflicts in
      let documents = listed(conflicts.map(\.document))
      let isGone = conflicts.allSatisfy { $0.theirs == nil }
      let say = conflicts.count == 1 ? "says" : "say"
      return fault(
        field, isGone ? "is gone from \(documents)" : "is not what \(documents) \(say)")
    }
    if sources.contains(where: \.value.asksAboutWithdrawal) {
      faults.append(fault(nil, "no document has it any more"))
    }
    for (document, source) in sources {
      if let rename = source.rename {
        faults.append(fault(nil, "seems to be called \(rename) in \(document) now"))
      }
    }
    return faults
  }

  private static func fault(_ field: Field?, _ sentence: String) -> Fault {
    Fault(
      rule: rule, field: field, sentence: sentence + ", and nobody has decided", next: .review)
  }
}
