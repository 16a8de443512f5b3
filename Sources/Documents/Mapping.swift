import Catalog

/// What the headings of a document's tables and lists were taken for.
///
/// It is stored with the document and used again as long as the headings stay, so that a page whose
/// cells have changed is read as it was before.
package struct Mapping: Sendable, Equatable {
  /// The columns of each table, sorted by their headings; no two have the same headings.
  private(set) var tables: [[Column]]

  init(tables: [[Column]]) {
    var byHeadings: [[String]: [Column]] = [:]
    for columns in tables { byHeadings[columns.map(\.heading)] = columns }
    self.tables = byHeadings.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  /// The columns under these headings; nil when there was no such table.
  func columns(under headings: [String]) -> [Column]? {
    tables.first { $0.map(\.heading) == headings }
  }

  /// Reads what `json` gave; nil when the text is nothing of the kind.
  package init?(json text: String) {
    guard case .object(let mapping)? = JSONValue(parsing: text),
      case .array(let tables)? = mapping["tables"]
    else { return nil }
    var read: [[Column]] = []
    for table in tables {
      guard case .object(let table) = table, case .array(let columns)? = table["columns"] else {
        return nil
      }
      let known = columns.compactMap(Column.init)
      guard known.count == columns.count else { return nil }
      read.append(known)
    }
    self.init(tables: read)
  }

  /// The mapping as JSON: one line, keys and tables sorted, equal text for equal mappings.
  package var json: String {
    let tables = tables.map { columns in
      JSONValue.object(["columns": .array(columns.map(\.jsonValue))])
    }
    return JSONValue.object(["tables": .array(tables)]).text
  }
}

extension Column {
  fileprivate init?(_ value: JSONValue) {
    guard case .object(let column) = value, case .string(let heading)? = column["heading"],
      case .string(let name)? = column["role"], let role = Role(rawValue: name)
    else { return nil }
    self.init(heading: heading, role: role)
    if case .string(let tag)? = column["language"] {
      guard let language = Language(tag) else { return nil }
      self.language = language
    }
  }

  fileprivate var jsonValue: JSONValue {
    var column: [String: JSONValue] = [
      "heading": .string(heading), "role": .string(role.rawValue),
    ]
    column["language"] = language.map { .string($0.tag) }
    return .object(column)
  }
}
