import Catalog

/// A system with its documents in the form that leaves errkb: schema `errkb.system/1`, keys sorted.
///
/// The documents stand in the order in which they first came: where two of them give one field
/// differently, the one that came first has precedence.
enum SystemForm {
  /// The name of the schema.
  static let schema = "errkb.system/1"

  /// The system as exports carry it.
  static func exported(_ record: SystemRecord) -> JSONValue {
    let system = record.system
    return .object([
      .init("documents", .array(record.documents.map(document))),
      .init("help_url", JSONValue(system.helpURL)),
      .init("language", JSONValue(system.language?.tag)),
      .init("name", .string(system.name)),
      .init("schema", .string(schema)),
      .init("slug", .string(system.slug)),
      .init("vendor", JSONValue(system.vendor)),
    ])
  }

  private static func document(_ document: DocumentRecord) -> JSONValue {
    .object([
      .init("imported_at", .string(document.importedAt)),
      .init("language", JSONValue(document.language?.tag)),
      .init("licence", JSONValue(document.licence)),
      .init("mapping", mapping(document.mapping)),
      .init("name", .string(document.name)),
      .init("reader_version", .integer(document.readerVersion)),
      .init("sha256", .string(document.sha256)),
      .init("url", JSONValue(document.url)),
    ])
  }

  /// A mapping as a tree where writing that tree gives the same text again, else as that text.
  private static func mapping(_ text: String) -> JSONValue {
    guard let tree = (try? RecordNode(json: Array(text.utf8)))?.tree, case .object = tree else {
      return .string(text)
    }
    return mappingText(tree) == text ? tree : .string(text)
  }

  /// The text of a mapping that stands as a tree.
  static func mappingText(_ tree: JSONValue) -> String {
    var bytes: [UInt8] = []
    tree.append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
