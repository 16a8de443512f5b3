import Catalog

/// How an object of a record stands in YAML.
struct YAMLLayout: Sendable {
  /// Keys in the order in which they are written; others follow.
  ///
  /// Without any, all stay as they come.
  var order: [String] = []
  /// Values that are not written.
  var defaults: [String: String] = [:]
  /// Keys that are never written.
  var omitted: Set<String> = []
  /// Layouts of objects within, by key.
  var parts: [String: YAMLLayout] = [:]
  /// Layout of objects whose keys are languages, fields or headings; at most one.
  var each: [YAMLLayout] = []
  /// Whether the object stands in one line.
  var isOneLine = false
  /// Whether its texts are sentences, which may stand as blocks.
  var isProse = false
  /// Whether it is written even if there is nothing in it.
  var isKept = false

  /// The layout of what stands below a key.
  func layout(of key: String) -> YAMLLayout { parts[key] ?? each.first ?? YAMLLayout() }

  /// The members in the order in which they are written.
  func inOrder(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    guard !order.isEmpty else { return members }
    let known = order.compactMap { key in members.first { $0.key == key } }
    return known.count == members.count
      ? known : known + members.filter { !order.contains($0.key) }
  }

  /// Whether a member says nothing: it is empty, or holds what it would be taken for anyway.
  func leavesOut(_ member: JSONValue.Member) -> Bool {
    if omitted.contains(member.key) { return true }
    if let value = defaults[member.key], member.value == .string(value) { return true }
    switch member.value {
    case .string(let text): return text.isEmpty && !order.isEmpty
    case .object(let members):
      let inner = layout(of: member.key)
      return !inner.isKept && members.allSatisfy { inner.leavesOut($0) }
    default: return member.value.isEmpty
    }
  }

  /// A system with its documents.
  static let system = YAMLLayout(
    order: ["schema", "slug", "name", "vendor", "language", "help_url", "documents"],
    parts: ["documents": document])

  private static let document = YAMLLayout(
    order: [
      "name", "url", "licence", "language", "imported_at", "sha256", "reader_version", "mapping",
    ],
    parts: ["mapping": YAMLLayout(isKept: true)])

  /// An entry; what is withdrawn follows from its sources.
  static let entry = YAMLLayout(
    order: ["schema", "system"] + names(in: .identity) + ["aliases"] + names(in: .standing)
      + names(in: .facts) + ["attributes", "texts", "remedies", "sources"],
    defaults: ScalarField.allCases.reduce(into: ["schema": EntryForm.schema]) {
      $0[$1.name] = $1.definition.defaultValue
    }, omitted: ["withdrawn"],
    parts: [
      "attributes": YAMLLayout(isProse: true), "texts": YAMLLayout(each: [text]),
      "remedies": YAMLLayout(isProse: true), "sources": source,
    ])

  private static func names(in group: ScalarField.Group) -> [String] {
    ScalarField.all(in: group).map(\.name)
  }

  private static let text = YAMLLayout(
    order: ["message", "description", "state", "reviewed", "made_from"],
    defaults: ["state": "sourced"],
    parts: [
      "reviewed": YAMLLayout(order: ["by", "at"]),
      "made_from": YAMLLayout(
        order: ["language", "message", "description", "remedy"], isProse: true),
    ], isProse: true)

  private static let source = YAMLLayout(
    order: [
      "document", "line", "last_line", "code", "gone_since", "gives", "says", "conflicts",
      "withdrawal", "rename",
    ],
    parts: [
      "gives": YAMLLayout(isOneLine: true), "says": YAMLLayout(isProse: true),
      "conflicts": YAMLLayout(each: [
        YAMLLayout(order: ["ancestor", "theirs"], isProse: true, isKept: true)
      ]),
    ])
}
