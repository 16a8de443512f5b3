import Catalog
import FoundationEssentials

/// What the headings of a document's tables and lists were taken for.
///
/// It is stored with the document and used again as long as the headings stay, so that a page whose
/// cells have changed is read as it was before.
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
