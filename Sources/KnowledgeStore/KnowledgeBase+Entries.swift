import Catalog
import Storage

extension KnowledgeBase {
  /// The entry of a row of `codes`, whole; nil when there is none.
  func entry(id: Int64) throws -> Entry? {
    var reader = try EntryReader(connection)
    return try reader.entry(id)
  }

  /// The entries of rows of `codes`, in the order given.
  func entries(ids: [Int64]) throws -> [Entry] {
    var reader = try EntryReader(connection)
    var entries: [Entry] = []
    for id in ids {
      if let entry = try reader.entry(id) { entries.append(entry) }
    }
    return entries
  }
}
