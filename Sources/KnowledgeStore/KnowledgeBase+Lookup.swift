import Catalog
import Storage

extension KnowledgeBase {
  /// Reads an address as it is typed; a system is only taken for one that exists.
  package func address(_ text: String) throws -> EntryAddress {
    try reading { try EntryAddress(text) { try isSystem($0) } }
  }

  /// The entries an address fits: by code, by alias, and in systems that have neither by the range a
  /// code falls in.
  ///
  /// The exact spelling comes first, then systems and variants in order; entries that are removed
  /// are left out. Empty when nothing fits: a number is never taken for another.
  package func entries(
    at address: EntryAddress, includingRemoved: Bool = false
  ) throws -> [Entry] {
    try reading {
      let key = address.key
      guard !key.isEmpty else { return [] }
      let exact = try entries(ids: ids(at: address, includingRemoved: includingRemoved))
      let known = Set(exact.map(\.system))
      let ranges = try entries(ids: self.ids(ofRangesWith: key, address, includingRemoved))
        .filter { !known.contains($0.system) }
      if exact.isEmpty, ranges.isEmpty, let whole = address.withoutVariant {
        return try entries(at: whole, includingRemoved: includingRemoved)
      }
      return exact + ranges
    }
  }

  /// The one entry that an address names, with its row.
  ///
  /// - Throws: `EditError.noSuchEntry` and `.ambiguous`.
  func only(_ address: EntryAddress) throws -> (row: Int64, entry: Entry) {
    let found = try named(address)
    guard found.count == 1, let first = found.first else {
      throw EditError.ambiguous(
        address: address.text,
        candidates: found.map(\.entry.id.distinctText))
    }
    return first
  }

  /// The entries that an address names, with their rows: at least one.
  ///
  /// Those that were removed are found where no other has the address.
  ///
  /// - Throws: `EditError.noSuchEntry`.
  func named(_ address: EntryAddress) throws -> [(row: Int64, entry: Entry)] {
    var rows = try ids(at: address, includingRemoved: false)
    if rows.isEmpty { rows = try ids(at: address, includingRemoved: true) }
    if rows.isEmpty, let whole = address.withoutVariant { return try named(whole) }
    let found = try rows.compactMap { row in try entry(id: row).map { (row: row, entry: $0) } }
    guard !found.isEmpty else {
      let near = try entries(at: address) + suggestions(for: address)
      throw EditError.noSuchEntry(
        address: address.text, near: try near.map { try distinctAddress(of: $0) })
    }
    // With a variant a code goes before an alias of the same spelling; else no address would name it.
    guard found.count > 1, address.variant != nil,
      case let own = found.filter({ CodeKey($0.entry.code) == address.key }), !own.isEmpty
    else { return found }
    return own
  }

  /// The rows of entries that bear a code, or an alias.
  private func ids(at address: EntryAddress, includingRemoved: Bool) throws -> [Int64] {
    guard !address.key.isEmpty else { return [] }
    // With a system and a variant the code goes by the index of all three, and not by all its variants.
    let hasCode =
      address.system != nil && address.variant != nil
      ? """
      codes.id IN (SELECT own.id FROM codes AS own WHERE own.key = ?1 AND own.variant = ?3
        AND own.system_id = (SELECT id FROM systems WHERE slug = ?2))
      """ : "codes.key = ?1"
    return try ids(
      "\(hasCode) OR codes.id IN (SELECT code_id FROM aliases WHERE aliases.key = ?1)",
      address, includingRemoved)
  }

  /// Addresses that may have been meant when a code is not found, ordered by code.
  ///
  /// For a number these are codes that hold its digits or differ in leading zeros; for anything else
  /// codes that hold the text.
  package func suggestions(for address: EntryAddress, limit: Int = 5) throws -> [Entry] {
    try reading {
      let key = address.key
      let number = key.number.map(String.init)
      // The numbers that differ in leading zeros only; `-` and `0` are all that can lead.
      let bare = number.map { String($0.drop { $0 == "0" }) }
      let text = number ?? key.text
      let ids = try connection.query(
        """
        SELECT codes.id FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE (length(?1) > 1 AND instr(codes.key, ?1) > 0 OR ltrim(codes.key, '-0') = ?4)
          AND codes.key <> ?2 AND codes.status <> 'removed' AND (?3 IS NULL OR systems.slug = ?3)
        ORDER BY length(codes.key), codes.key, systems.slug, codes.id LIMIT \(limit)
        """, [.text(text), .text(key.text), Value(address.system), Value(bare)]
      ) { $0.int64(0) }
      return try entries(ids: ids)
    }
  }

  private func ids(
    ofRangesWith key: CodeKey, _ address: EntryAddress, _ includingRemoved: Bool
  ) throws -> [Int64] {
    guard let (first, last, digits) = key.rangeStarts else { return [] }
    // The index gives the ranges that begin with the same text and a number. Those that begin above
    // the key or end below it by their digits are left out at once, the rules of the others are
    // CodeKey's.
    let ranges = try connection.query(
      """
      SELECT id, key, code_end FROM codes
      WHERE code_end IS NOT NULL AND key >= ?1 AND key < ?2
        AND (length(key) < length(?3) OR length(key) = length(?3) AND key <= ?3)
        AND NOT (code_end NOT GLOB '*[^0-9]*' AND (length(code_end) < length(?4)
          OR length(code_end) = length(?4) AND code_end < ?4))
      """, [.text(first), .text(last), .text(key.text), .text(digits)]
    ) { ($0.int64(0), CodeKey($0.text(1)), CodeKey($0.text(2))) }
    let fitting = ranges.filter { key.isWithin($0.1, $0.2) }.map(\.0)
    guard !fitting.isEmpty else { return [] }
    return try ids(
      "codes.id IN (\(fitting.map(String.init).joined(separator: ", ")))", address, includingRemoved
    )
  }

  private func ids(
    _ condition: String, _ address: EntryAddress, _ includingRemoved: Bool
  ) throws -> [Int64] {
    try connection.query(
      """
      SELECT codes.id FROM codes JOIN systems ON systems.id = codes.system_id
      WHERE (\(condition)) AND (?2 IS NULL OR systems.slug = ?2)
        AND (?3 IS NULL OR codes.variant = ?3) AND (?4 OR codes.status <> 'removed')
      ORDER BY codes.code <> ?5, codes.key <> ?1, systems.slug, codes.key, codes.variant, codes.id
      """,
      [
        .text(address.key.text), Value(address.system), Value(address.variant),
        .integer(includingRemoved ? 1 : 0), .text(address.code),
      ]
    ) { $0.int64(0) }
  }
}
