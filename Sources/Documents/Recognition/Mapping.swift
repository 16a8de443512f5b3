import Catalog
import FoundationEssentials

/// What the headings of a document's tables and lists were taken for.
///
/// It is stored with the document and used again, so that a page whose cells have changed is read as
/// it was before, and so are the columns that stay when others come, go or move.
package struct Mapping: Sendable, Equatable {
  /// The columns of each table by their headings.
  private let byHeadings: [[String]: [Column]]

  init(tables: [[Column]]) {
    byHeadings = Dictionary(tables.map { ($0.map(\.heading), $0) }) { $1 }
  }

  /// The columns of each table, sorted by their headings; no two have the same headings.
  var tables: [[Column]] {
    byHeadings.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  /// Whether there was no table at all.
  var isEmpty: Bool { byHeadings.isEmpty }

  /// The columns under these headings; nil when there was no such table.
  func columns(under headings: [String]) -> [Column]? { byHeadings[headings] }

  /// What columns under other headings than before are, heading by heading; nil for those that are
  /// new.
  ///
  /// What a person said of a heading holds in every table. What was found out holds where a table
  /// changed, not in another one that came beside it.
  ///
  /// - Parameter present: The headings of all tables of the document as it is now.
  func columns(like headings: [String], besides present: Set<[String]>) -> [Column?] {
    let keys = headings.map(headingKey)
    let gone = tables.filter { !present.contains($0.map(\.heading)) }
    let wanted = Set(keys)
    func shared(_ columns: [Column]) -> Int {
      columns.count { wanted.contains(headingKey($0.heading)) }
    }
    let before =
      gone.filter { table in
        table.contains { $0.role == .code && wanted.contains(headingKey($0.heading)) }
      }.max { shared($0) < shared($1) } ?? []
    var byKey: [String: Column] = [:]
    let named = tables.joined().filter { $0.isNamed || $0.isLanguageNamed }
    for column in before + named where byKey[headingKey(column.heading)] == nil {
      byKey[headingKey(column.heading)] = column
    }
    var taken: Set<String> = []
    return zip(headings, keys).map { heading, key in
      // Of two columns under one heading the second is another one, and no heading names nothing.
      guard !key.isEmpty, taken.insert(key).inserted, var column = byKey[key] else { return nil }
      column.heading = heading
      return column
    }
  }

  /// The language of texts in Latin letters: the one that most columns were taken for, else the one
  /// that most were said to be in.
  var languageInLatin: Language? {
    let texts = tables.joined().filter { $0.language?.isWrittenInLatin ?? false }
    let unsaid = texts.filter {
      !$0.isLanguageNamed && statedColumn($0.heading, in: .free, cells: [])?.language == nil
    }
    let counts = Dictionary(grouping: (unsaid.isEmpty ? texts : unsaid).compactMap(\.language)) {
      $0
    }
    return counts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
  }

  /// Reads what `json` gave; nil when the text is nothing of the kind.
  package init?(json text: String) {
    // Whatever is wrong with a stored mapping, the headings decide anew.
    guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(text.utf8)) else {
      return nil
    }
    let tables = stored.tables.map { $0.columns.compactMap(Column.init) }
    guard tables.map(\.count) == stored.tables.map(\.columns.count) else { return nil }
    self.init(tables: tables)
  }

  /// The mapping as JSON: one line, keys and tables sorted, equal text for equal mappings.
  package var json: String {
    let stored = Stored(tables: tables.map { .init(columns: $0.map(Stored.Column.init)) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts alone always encode.
    return (try? encoder.encode(stored)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  fileprivate struct Stored: Codable {
    var tables: [Table]

    struct Table: Codable {
      var columns: [Column]
    }

    struct Column: Codable {
      var heading: String
      var role: String
      var language: String?
      /// Left out where errkb found the role by itself.
      var named: Bool?
      /// Left out where nobody said which language it is in.
      var languageNamed: Bool?

      enum CodingKeys: String, CodingKey {
        case heading, role, language, named
        case languageNamed = "language_named"
      }
    }
  }
}

extension Column {
  fileprivate init?(_ stored: Mapping.Stored.Column) {
    guard let role = Role(rawValue: stored.role) else { return nil }
    self.init(heading: stored.heading, role: role, isNamed: stored.named ?? false)
    guard let tag = stored.language else { return }
    guard let language = Language(tag) else { return nil }
    self.language = language
    isLanguageNamed = stored.languageNamed ?? false
  }
}

extension Mapping.Stored.Column {
  fileprivate init(_ column: Column) {
    self.init(
      heading: column.heading, role: column.role.rawValue, language: column.language?.tag,
      named: column.isNamed ? true : nil, languageNamed: column.isLanguageNamed ? true : nil)
  }
}
