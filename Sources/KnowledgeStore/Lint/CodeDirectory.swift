import Catalog
import Storage

/// Answers whether a base has a code, for many questions in a row.
package final class CodeDirectory {
  private let base: KnowledgeBase
  /// All ranges, of which a base has few, by what their codes begin with.
  private let ranges: [SystemPrefix: [CodeRange]]
  /// What `holdsLike` has answered, by the form of the code.
  private var forms: [CodeForm: Bool] = [:]

  /// What the codes of a system begin with.
  private struct SystemPrefix: Hashable {
    var system: String
    var prefix: String
  }

  /// What `holdsLike` compares of a code.
  private struct CodeForm: Hashable {
    var system: String
    var code: NumberedCode
  }

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
      // Comparing numbers first is fast, and a system may have many ranges.
      if let number, let numbers = range.numbers, !numbers.contains(number) { return false }
      return code.isWithin(range.first, range.last)
    }
  }

  /// Whether a system has a code with the same letters before its number and as many digits in it; false
  /// for a code without a number.
  ///
  /// Like `E_1099` are `E_1001` and `e-2000`, but not `E_10000`.
  package func holdsLike(_ code: CodeKey, in system: String) throws -> Bool {
    let form = CodeForm(system: system, code: NumberedCode(code.text))
    guard form.code.digits > 0 else { return false }
    if let answer = forms[form] { return answer }
    let answer = try base.reading {
      // Keys with the prefix and a digit after it; `:` comes after `9`.
      try base.connection.first(
        """
        SELECT 1 FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE systems.slug = ?1 AND codes.key >= ?2 || '0' AND codes.key < ?2 || ':'
          AND length(codes.key) = ?3 AND rtrim(codes.key, '0123456789') = ?2
          AND codes.status <> 'removed'
        LIMIT 1
        """,
        [
          .text(system), .text(form.code.prefix), .integer(Int64(code.text.unicodeScalars.count)),
        ]
      ) { _ in true } ?? false
    }
    forms[form] = answer
    return answer
  }

  /// The number that a code ends in.
  private static func number(of code: CodeKey) -> UInt64? {
    UInt64(code.text.suffix(NumberedCode(code.text).digits))
  }
}
