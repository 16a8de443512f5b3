/// Why an import stops before it changes anything.
package enum ImportError: Error, Equatable, CustomStringConvertible {
  /// More than half of a document's entries, and at least 20, would be withdrawn.
  case tooManyWithdrawn(document: String, gone: Int, of: Int)

  package var description: String {
    switch self {
    case .tooManyWithdrawn(let document, let gone, let total):
      """
      \(gone) of the \(total) entries of \(document) are no longer in the document; \
      nothing was changed; if that is right, import again with --allow-withdrawn
      """
    }
  }
}
