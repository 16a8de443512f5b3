import Catalog

/// The systems and documents of a state of the content.
struct SystemStates {
  private(set) var systems: [String: System] = [:]

  /// A system as the columns of its row, and its documents.
  struct System {
    var values: [String: String] = [:]
    /// What is compared of the documents, by name.
    var documents: [String: [String: String]] = [:]
  }

  /// The systems of a base as it is now.
  init(_ base: KnowledgeBase, _ scope: DifferenceScope) throws {
    var selection = Selection()
    selection.systems = scope.systems
    for record in try base.systemRecords(selection) {
      systems[record.system.slug] = System(
        values: record.system.values,
        documents: Dictionary(
          record.documents.map { ($0.name, ["sha256": $0.sha256]) }, uniquingKeysWith: { $1 }))
    }
  }

  /// A state of these systems, by slug.
  init(_ systems: [String: System]) { self.systems = systems }

  /// The slugs of this state and another, in order.
  func slugs(with other: SystemStates) -> [String] {
    Set(systems.keys).union(other.systems.keys).sorted()
  }

  /// What a system is called.
  func name(of slug: String) -> String? { systems[slug]?.values["name"] }

  /// How a system and its documents differ from another state.
  func differences(of slug: String, from before: SystemStates) -> [Difference] {
    let (old, new) = (before.systems[slug], systems[slug])
    let name = name(of: slug) ?? before.name(of: slug) ?? slug
    func difference(
      _ subject: Difference.Subject, _ old: [String: String]?, _ new: [String: String]?
    ) -> Difference? {
      let fields = Difference.Field.between(old ?? [:], new ?? [:])
      guard !fields.isEmpty else { return nil }
      return Difference(
        old == nil ? .added : new == nil ? .withdrawn : .changed, subject, system: slug,
        systemName: name, fields: fields)
    }
    let documents = Set((old?.documents ?? [:]).keys).union((new?.documents ?? [:]).keys).sorted()
    return
      ([difference(.system, old?.values, new?.values)]
      + documents.map {
        difference(.document($0), old?.documents[$0], new?.documents[$0])
      }).compactMap { $0 }
  }
}
