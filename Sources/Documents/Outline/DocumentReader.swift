/// Turns documents of one format into an outline or into rows.
///
/// It looks at nothing but the format: what tables and columns mean is for recognition to find out.
protocol DocumentReader: Sendable {
  /// Decodes a document and cuts it into lines, each of which is accounted for.
  func page(of bytes: [UInt8]) throws(DocumentError) -> Page
  /// Reads all of a page; what cannot be read is left out, or is a problem of the rows.
  func read(_ page: Page) -> Reading
  /// What a document says about itself, looked at before it is read.
  func frontMatter(of bytes: [UInt8]) -> FrontMatter
  /// Whether a document that bears no name is of this format, by its shape.
  func isShape(of text: DecodedText) -> Bool
}

extension DocumentReader {
  func page(of bytes: [UInt8]) throws(DocumentError) -> Page { Page(try decode(bytes)) }
  func frontMatter(of bytes: [UInt8]) -> FrontMatter { FrontMatter() }
  func isShape(of text: DecodedText) -> Bool { false }
}

/// What a reader makes of a document.
enum Reading: Sendable {
  case outline(Outline)
  case rows(Rows)
}
