import Catalog
import Storage

extension KnowledgeBase {
  /// How documents are taken in.
  package struct ImportOptions: Sendable {
    /// Whether to plan only: everything is worked out, and nothing is kept.
    package var isDryRun = false
    /// Whether a document may lose most of its entries.
    package var allowsWithdrawn = false
    /// Whether a document may repeat most codes of another under a name of its own.
    package var allowsNewDocument = false
    /// What to do with a field that a document and people changed differently.
    package var onConflict = OnConflict.review
    /// Whether the report names every entry; those that wait for a decision it always names.
    package var listsChanges = false

    package init() {}
  }

  /// What becomes of a field that both sides changed differently.
  package enum OnConflict: String, Sendable, CaseIterable {
    /// Ours stays, theirs is put up for a decision.
    case review
    /// Ours stays.
    case ours
    /// Theirs is taken; ours is in the history.
    case theirs
    /// Nothing is imported.
    case fail
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
    try editing(by: authorship, dryRun: options.isDryRun) { batch in
      var reports: [ImportReport] = []
      for document in documents {
        var importer = try DocumentImport(document, options: options, self, &batch)
        reports.append(try importer.run(&batch))
      }
      return reports
    }
  }
}
