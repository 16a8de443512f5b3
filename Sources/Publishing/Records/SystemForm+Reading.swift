import Catalog

extension SystemForm {
  /// Reads a system; what cannot be read is among the problems.
  static func read(_ node: RecordNode) -> (SystemRecord?, [RecordProblem]) {
    var fields = RecordFields(
      node, called: "the system",
      known: ["schema", "slug", "name", "vendor", "language", "help_url", "documents"])
    let slug = fields.requiredText("slug", of: "the system") ?? ""
    if !slug.isEmpty, let complaint = SystemDescription.slugComplaint(about: slug, isNew: false) {
      fields.complain(complaint, fields.node("slug")?.line)
    }
    let system = SystemDescription(
      slug: slug, name: fields.name("name"), vendor: fields.name("vendor"),
      language: fields.language("language"), helpURL: fields.address("help_url"))
    var record = SystemRecord(system: system)
    for item in items(of: "documents", &fields) {
      let (document, problems) = document(item)
      fields.add(problems)
      guard let document else { continue }
      if record.documents.contains(where: { $0.name == document.name }) {
        fields.complain("the document '\(document.name)' stands twice", item.line)
      }
      record.documents.append(document)
    }
    return (fields.problems.isEmpty ? record : nil, fields.problems)
  }

  /// The items of a list of objects.
  static func items(of key: String, _ fields: inout RecordFields) -> [RecordNode] {
    guard let node = fields.node(key) else { return [] }
    if case .list(let items) = node.value { return items }
    fields.complain("'\(key)' is a list", node.line)
    return []
  }

  private static func document(_ node: RecordNode) -> (DocumentRecord?, [RecordProblem]) {
    var fields = RecordFields(
      node, called: "a document",
      known: [
        "name", "url", "licence", "language", "imported_at", "sha256", "reader_version", "mapping",
      ])
    let name = fields.requiredName("name", of: "a document")
    let digest = fields.requiredText("sha256", of: "a document") ?? ""
    if !digest.isEmpty,
      digest.utf8.count != 64 || !digest.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
    {
      fields.complain("'sha256' is 64 hexadecimal digits", fields.node("sha256")?.line)
    }
    let version = fields.number("reader_version", in: 1...Int.max, "a number from 1")
    if fields.node("reader_version") == nil {
      fields.complain("'reader_version' is missing in a document")
    }
    let time = fields.time("imported_at")
    if fields.node("imported_at") == nil {
      fields.complain("'imported_at' is missing in a document")
    }
    let mapping = mapping(&fields)
    let language = fields.language("language")
    let (url, licence) = (fields.address("url"), fields.name("licence"))
    guard fields.problems.isEmpty, let name, let version, let time else {
      return (nil, fields.problems)
    }
    return (
      DocumentRecord(
        name: name, url: url, licence: licence, language: language, sha256: digest,
        mapping: mapping, readerVersion: version, importedAt: time), []
    )
  }

  private static func mapping(_ fields: inout RecordFields) -> String {
    guard let node = fields.node("mapping") else { return "{}" }
    switch node.value {
    case .object: if let tree = node.tree { return mappingText(tree) }
    case .text(let text):
      if (try? RecordNode(json: Array(text.utf8))) != nil { return text }
    default: break
    }
    fields.complain("'mapping' is no JSON", node.line)
    return "{}"
  }
}
