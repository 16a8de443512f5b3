import Catalog
import Storage

extension KnowledgeBase {
  /// Stops the import of a document that is probably a new version of one known by another name: it
  /// repeats over half of that one's codes in the same language.
  ///
  /// - Throws: `ImportError.similarDocument`.
  func refuseSimilar(_ document: DocumentVersion, _ row: Int64, system: Int64) throws {
    let keys = Set(document.entries.map { CodeKey($0.code) })
    let others = try connection.query(
      """
      SELECT other.id, other.name FROM documents JOIN documents AS other
        ON other.system_id = documents.system_id AND other.id <> documents.id
          AND other.language IS documents.language
      WHERE documents.id = ? ORDER BY other.id
      """, [.integer(row)]
    ) { ($0.int64(0), $0.text(1)) }
    var most: (name: String, shared: Int, of: Int)?
    for (other, name) in others {
      var shared = 0
      var total = 0
      try connection.forEach(
        "SELECT code FROM provenance WHERE document_id = ? AND gone_since IS NULL",
        [.integer(other)]
      ) { found in
        total += 1
        if keys.contains(CodeKey(found.text(0))) { shared += 1 }
      }
      if shared * 2 > total, shared > most?.shared ?? 0 { most = (name, shared, total) }
    }
    guard let most else { return }
    throw ImportError.similarDocument(
      document: document.name, system: document.system.slug, known: most.name,
      shared: most.shared, of: most.of)
  }
}
