import Catalog
import Storage

extension KnowledgeBase {
  /// How documents are taken in.
  package struct ImportOptions: Sendable {
    /// Whether to plan only: everything is worked out, and nothing is kept.
    package var isDryRun = false
    /// Whether a document may lose most of its entries.
    package var allowsWithdrawn = false
    /// Whether the report names every entry; those with conflicts it always names.
    package var listsChanges = false

    package init() {}
  }

  /// Takes documents in, all of them in one transaction and one batch of the history.
  ///
  /// Each is compared with what is there, and only differences are written: importing the same
  /// documents twice writes nothing. A dry run does the same and takes it back.
  ///
  /// - Throws: `ImportError` when a person must decide first, `StoreError` for the file.
  package func importDocuments(
    _ documents: [DocumentVersion], options: ImportOptions, by authorship: Authorship
  ) throws -> [ImportReport] {
    do {
      return try writing {
        // What others wrote is a batch of its own, not the work of this import.
        try adoptForeignWrites(
          by: Authorship(author: authorship.author, command: "reindex"))
        var batch = try Batch(authorship, clock: clock, connection)
        var reports: [ImportReport] = []
        for document in documents {
          var importer = try DocumentImport(document, options: options, self, &batch)
          reports.append(try importer.run(&batch))
        }
        guard !options.isDryRun else { throw DryRun(reports: reports) }
        try settleIndex()
        return reports
      }
    } catch let plan as DryRun {
      return plan.reports
    }
  }
}

/// Carries the plan out of a transaction that is to be taken back.
private struct DryRun: Error {
  var reports: [ImportReport]
}
