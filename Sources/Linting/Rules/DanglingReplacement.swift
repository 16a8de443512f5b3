import Catalog

/// A code that is to take the place of another, and that is not there.
enum DanglingReplacement: EntryRule {
  static let rules: [LintRule] = [.danglingReplacement]

  static func faults(
    of record: EntryRecord, in surroundings: Surroundings, _ settings: LintSettings
  ) throws -> [Fault] {
    let entry = record.entry
    guard let replacement = entry.value(of: .replacedBy) else { return [] }
    let address = try EntryAddress(replacement, isSystem: surroundings.isSystem)
    let system = address.system ?? entry.system
    // A code may hold a `#` itself.
    let candidates = [address, address.withoutVariant].compactMap { $0 }
    let sentence: String
    if system == entry.system, candidates.contains(where: { names($0, entry) }) {
      sentence = "names the entry itself"
    } else if try !candidates.contains(where: { try surroundings.holds($0.key, system) }) {
      sentence = "names \(replacement), which is no code of \(system)"
    } else {
      return []
    }
    return [
      Fault(
        rule: .danglingReplacement, field: .replacedBy, sentence: sentence,
        mending: .write(.replacedBy))
    ]
  }

  /// Whether an address of the entry's system leads back to it; a code is replaced by another code.
  private static func names(_ address: EntryAddress, _ entry: Entry) -> Bool {
    ([entry.code] + entry.aliases).contains { CodeKey($0) == address.key }
      && (address.variant ?? entry.variant) == entry.variant
  }
}
