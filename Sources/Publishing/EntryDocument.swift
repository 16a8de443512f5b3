import Catalog

/// An entry in the form that leaves errkb: schema `errkb.entry/1`.
///
/// All of its keys are always there, null or empty where the entry has nothing, but for the texts of a
/// language, which hold what there is. Order is that of the keys, so equal entries are equal bytes.
package struct EntryDocument: Encodable {
  private let entry: Entry
  private let showsRevision: Bool

  /// Wraps an entry.
  ///
  /// - Parameter showsRevision: whether the counter of changes is part of the form; it belongs to one
  ///   base and does not travel.
  package init(_ entry: Entry, showsRevision: Bool = false) {
    self.entry = entry
    self.showsRevision = showsRevision
  }

  private enum Key: String, CodingKey {
    case schema, system, code, variant, aliases, category, severity, attributes, status, withdrawn
    case texts, remedies, sources, revision
    case codeEnd = "code_end"
    case httpStatus = "http_status"
    case replacedBy = "replaced_by"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("errkb.entry/1", forKey: .schema)
    try container.encode(entry.system, forKey: .system)
    try container.encode(entry.code, forKey: .code)
    try container.encode(entry.variant, forKey: .variant)
    try container.encode(entry.codeEnd, forKey: .codeEnd)
    try container.encode(entry.aliases, forKey: .aliases)
    try container.encode(entry.category, forKey: .category)
    try container.encode(entry.httpStatus, forKey: .httpStatus)
    try container.encode(entry.severity, forKey: .severity)
    try container.encode(entry.attributes, forKey: .attributes)
    try container.encode(entry.status.rawValue, forKey: .status)
    try container.encode(entry.withdrawn, forKey: .withdrawn)
    try container.encode(entry.replacedBy, forKey: .replacedBy)
    try container.encode(byTag(entry.texts.mapValues(Text.init)), forKey: .texts)
    try container.encode(byTag(entry.remedies), forKey: .remedies)
    try container.encode(entry.sources.map(Source.init), forKey: .sources)
    if showsRevision { try container.encode(entry.revision, forKey: .revision) }
  }

  private struct Text: Encodable {
    let message: String?
    let description: String?
    let state: String

    init(_ text: Entry.Text) {
      message = text.message
      description = text.description
      state = text.state.rawValue
    }
  }

  private struct Source: Encodable {
    let document: String
    let line: Int

    init(_ source: Entry.Source) {
      document = source.document
      line = source.line
    }
  }
}

private func byTag<Value>(_ values: [Language: Value]) -> [String: Value] {
  Dictionary(uniqueKeysWithValues: values.map { ($0.key.tag, $0.value) })
}
