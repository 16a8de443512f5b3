import Catalog

/// Why an import stops before it changes anything.
package enum ImportError: Equatable {
  /// More than half of a document's entries, and at least 20, would be withdrawn, or all of three or
  /// more.
  case tooManyWithdrawn(document: String, gone: Int, of: Int)
  /// A document of a new name repeats most codes of one that is known.
  case similarDocument(document: String, system: String, known: String, shared: Int, of: Int)
  /// The document and people changed the same fields, and that is not wanted: addresses with fields.
  case conflicts(document: String, fields: [String])

  package var description: String {
    switch self {
    case .tooManyWithdrawn(let document, let gone, let total):
      """
      \(gone) of the \(total) entries of \(document) are no longer in the document; \
      nothing was changed
      """
    case .similarDocument(let document, let system, let known, let shared, let total):
      """
      \(document) has \(shared) of the \(total) codes of \(known), another document of \(system); \
      nothing was changed
      """
    case .conflicts(let document, let fields):
      """
      \(document) and people here changed differently: \(fields.prefix(5).joined(separator: ", "))\
      \(fields.count > 5 ? " and \(fields.count - 5) more" : ""); \
      nothing was changed
      """
    }
  }
}

extension ImportError: Problem {
  package var kind: ProblemKind { .conflict }

  package var code: String {
    switch self {
    case .tooManyWithdrawn: "too_many_withdrawn"
    case .similarDocument: "similar_document"
    case .conflicts: "conflicts"
    }
  }
}
