import Catalog

/// Finds what does not fit among records that are to make a new base, before there is one.
package struct RestoreCheck {
  /// Whether there was a record, of the system that is asked for if there is one.
  package private(set) var isAnyWanted = false
  private let system: String?
  /// Names of documents, by system.
  private var documents: [String: Set<String>] = [:]
  /// Entries by system, each as its key and variant; most of them take no room beside the set.
  private var met: [String: Set<String>] = [:]

  /// Begins.
  ///
  /// - Parameter system: the only system whose records are wanted, if not all are.
  package init(system: String?) { self.system = system }

  /// Looks at the next record.
  ///
  /// - Throws: `RestoreError.misfit`.
  package mutating func take(_ item: KnowledgeBase.RestoreItem) throws {
    switch item {
    case .system(let record):
      guard isWanted(record.system.slug) else { return }
      documents[record.system.slug, default: []].formUnion(record.documents.map(\.name))
    case .entry(let record):
      let entry = record.entry
      guard isWanted(entry.system) else { return }
      let known = documents[entry.system] ?? []
      for name in record.sources.keys.sorted() where !known.contains(name) {
        throw RestoreError.unknownDocument(name, of: entry)
      }
      let place = CodeKey(entry.code).text + (entry.variant.isEmpty ? "" : "\n" + entry.variant)
      guard met[entry.system, default: []].insert(place).inserted else {
        throw RestoreError.twice(entry)
      }
    }
  }

  private mutating func isWanted(_ slug: String) -> Bool {
    guard system == nil || system == slug else { return false }
    isAnyWanted = true
    return true
  }
}

extension RestoreError {
  /// An entry comes with what a document says of which nothing is known.
  static func unknownDocument(_ name: String, of entry: Entry) -> RestoreError {
    .misfit(
      "\(entry.address) names the document '\(name)', which neither the file nor the base has")
  }

  /// An entry stands among the records twice.
  static func twice(_ entry: Entry) -> RestoreError {
    .misfit("\(entry.address) stands twice; entries of a code are told apart by 'variant'")
  }
}
