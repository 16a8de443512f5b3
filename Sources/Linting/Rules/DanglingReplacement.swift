import Catalog

/// Looks for a `replaced_by` whose code is not in the base, or is that of the entry itself.
enum DanglingReplacement: EntryRule {
  static let rule = LintRule(
    "dangling-replacement", .error, "The code in replaced_by is not in the base.")
  static let rules: [LintRule] = [rule]

  static func faults(in entry: LintedEntry, _ context: LintContext) throws -> [Fault] {
    let (entry, base) = (entry.entry, context.base)
    guard let replacement = entry.value(of: .replacedBy) else { return [] }
    let address = try EntryAddress(replacement, isSystem: base.isSystem)
    let system = address.system ?? entry.system
    // `A#3` is variant 3 of `A`, or the code `A#3`.
    let candidates = [address, address.withoutVariant].compactMap { $0 }
    let sentence: String
    if system == entry.system, candidates.contains(where: { names($0, entry) }) {
      sentence = "names the entry itself"
    } else if try !candidates.contains(where: { try base.holds($0.key, system) }) {
      sentence = "names \(replacement), which is no code of \(system)"
    } else {
      return []
    }
    return [
      Fault(
        rule: rule, field: .replacedBy, sentence: sentence, next: .write(.replacedBy))
    ]
  }

  /// Whether an address of the entry's system is one of the entry itself.
  private static func names(_ address: EntryAddress, _ entry: Entry) -> Bool {
    ([entry.code] + entry.aliases).contains { CodeKey($0) == address.key }
      && (address.variant ?? entry.variant) == entry.variant
  }
}
