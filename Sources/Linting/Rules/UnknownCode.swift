import Catalog

/// Texts that name a code that is not there: a reader who follows finds nothing.
enum UnknownCode: EntryRule {
  static let rules: [LintRule] = [.unknownCode]

  static func faults(
    of record: EntryRecord, in surroundings: Surroundings, _ settings: LintSettings
  ) throws -> [Fault] {
    let entry = record.entry
    let own = Set(([entry.code] + entry.aliases).map { CodeKey($0) })
    var faults: [Fault] = []
    for text in EntryText.all(of: entry) {
      let mentions = try codeMentions(
        in: text.plain, of: entry, isSystem: surroundings.isSystem)
      // By key: a code is named once a text, however often and in whatever spelling it stands there.
      var looked: Set<[String]> = []
      for mention in mentions {
        let system = mention.system ?? entry.system
        let key = CodeKey(mention.code)
        guard looked.insert([system, key.text]).inserted,
          system != entry.system || !own.contains(key),
          try !surroundings.holds(key, system)
        else { continue }
        faults.append(
          Fault(
            rule: .unknownCode, field: text.field,
            sentence: "\(text.place)names \(mention.written), which is no code of \(system)",
            mending: .write(text.field)))
      }
    }
    return faults
  }
}
