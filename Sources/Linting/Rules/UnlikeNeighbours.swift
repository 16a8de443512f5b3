import Catalog

/// Codes with a digit too many or too few.
enum UnlikeNeighbours: EntryRule {
  static let rules: [LintRule] = [.unlikeNeighbours]

  static func faults(
    of record: EntryRecord, in surroundings: Surroundings, _ settings: LintSettings
  ) throws -> [Fault] {
    let entry = record.entry
    let shape = NumberedCode(entry.code)
    guard shape.digits > 0, let usual = try surroundings.usualDigits(entry.code, entry.system),
      shape.digits != usual
    else { return [] }
    let digits = "has \(shape.digits) digit\(shape.digits == 1 ? "" : "s")"
    let neighbours = "nearly all codes of \(entry.system)"
    let sentence =
      shape.prefix.isEmpty
      ? "\(digits), where \(neighbours) have \(usual)"
      : "\(digits), where \(neighbours) that begin with \(shape.prefix) have \(usual)"
    return [
      Fault(rule: .unlikeNeighbours, field: .code, sentence: sentence, mending: .write(.code))
    ]
  }
}
