import Catalog

/// Looks for `SYSTEM:CODE` in texts where the system is in the base and the code is not.
///
/// A code counts if it has the form of the system's codes (`BaseLookup.holdsLike`): in `desk:8080` it is a
/// port where codes of desk have five digits.
enum UnknownCode: EntryRule {
  static let rule = LintRule("unknown-code", .error, "A text names a code that is not in the base.")
  static let rules: [LintRule] = [rule]

  static func faults(in entry: LintedEntry, _ context: LintContext) throws -> [Fault] {
    var faults: [Fault] = []
    for text in entry.texts {
      // Each code once a text, in whatever spelling.
      var seen: Set<[String]> = []
      for mention in try codeMentions(in: text.plain, isSystem: context.base.isSystem) {
        let key = CodeKey(mention.code)
        guard seen.insert([mention.system, key.text]).inserted,
          mention.system != entry.entry.system || key != CodeKey(entry.entry.code),
          try !context.base.holds(key, mention.system),
          try context.base.holdsLike(key, mention.system)
        else { continue }
        let sentence =
          "names \(mention.system):\(mention.code), which is no code of \(mention.system)"
        faults.append(
          Fault(
            rule: rule, field: text.field, sentence: text.place + sentence,
            next: .write(text.field)))
      }
    }
    return faults
  }
}
