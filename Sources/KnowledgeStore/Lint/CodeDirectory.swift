import Catalog
import Storage

/// Tells whether there is a code, for asking many times.
package final class CodeDirectory {
  private let base: KnowledgeBase
  /// All ranges, of which a base has few, by what their codes begin with.
  private let ranges: [SystemPrefix: [CodeRange]]

  /// The ends of a range.
  private struct CodeRange {
    var first: CodeKey
    var last: CodeKey
    /// The numbers between which the codes' own lie; nil for longer ones.
    var numbers: ClosedRange<UInt64>?
  }

  /// Reads the ranges of a base.
  package init(_ base: KnowledgeBase) throws {
    self.base = base
    var ranges: [SystemPrefix: [CodeRange]] = [:]
    try base.reading {
      try base.connection.forEach(
        """
        SELECT slug, key, code_end FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE code_end IS NOT NULL AND status <> 'removed'
        """
      ) { row in
        let range = (first: CodeKey(row.text(1)), last: CodeKey(row.text(2)))
        let place = SystemPrefix(system: row.text(0), prefix: NumberedCode(range.first.text).prefix)
        let numbers = Self.number(of: range.first).flatMap { first in
          Self.number(of: range.last).map { first...max(first, $0) }
        }
        ranges[place, default: []].append(
          CodeRange(first: range.first, last: range.last, numbers: numbers))
      }
    }
    self.ranges = ranges
  }

  /// Whether a system has an entry that is not removed with a code, an alias or a range of it.
  package func holds(_ code: CodeKey, in system: String) throws -> Bool {
    // Either half goes by an index; with OR SQLite reads all codes of the system.
    let isThere = try base.reading {
      try base.connection.first(
        """
        SELECT 1 FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE systems.slug = ?1 AND codes.key = ?2 AND codes.status <> 'removed'
        UNION ALL
        SELECT 1 FROM aliases JOIN codes ON codes.id = code_id
          JOIN systems ON systems.id = codes.system_id
        WHERE systems.slug = ?1 AND aliases.key = ?2 AND codes.status <> 'removed'
        LIMIT 1
        """, [.text(system), .text(code.text)]
      ) { _ in true }
    }
    if isThere == true { return true }
    let place = SystemPrefix(system: system, prefix: NumberedCode(code.text).prefix)
    guard let ranges = ranges[place] else { return false }
    let number = Self.number(of: code)
    return ranges.contains { range in
      // Comparing numbers comes first: a system of ranges only has many to go through.
      if let number, let numbers = range.numbers, !numbers.contains(number) { return false }
      return code.isWithin(range.first, range.last)
    }
  }

  /// The number that a code ends in.
  private static func number(of code: CodeKey) -> UInt64? {
    UInt64(code.text.suffix(NumberedCode(code.text).digits))
  }
}
