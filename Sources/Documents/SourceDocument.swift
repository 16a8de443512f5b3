import Catalog
import MessageDigest

/// A document that was decoded and read once, to be recognised for one system after the other.
package struct SourceDocument: Sendable {
  /// The systems that the column `system` names, in the order of their first rows; nil where there is
  /// no such column, as on a page.
  package var systems: [String]? { rows?.systems }
  private let sha256: String
  private let page: Page
  private let outline: Outline
  /// The records of a document that has no outline.
  private let rows: RowsBySystem?

  /// Reads a document.
  package init(_ bytes: [UInt8], format: DocumentFormat) throws(DocumentError) {
    try self.init(bytes, reader: format.reader)
  }

  /// Reads a document by a reader.
  init(_ bytes: [UInt8], reader: any DocumentReader) throws(DocumentError) {
    page = try reader.page(of: bytes)
    guard !page.isEmpty else { throw .empty }
    sha256 = MessageDigest.sha256(bytes)
    switch reader.read(page) {
    case .outline(let found): (outline, rows) = (found, nil)
    case .rows(let found): (outline, rows) = (Outline(), RowsBySystem(found, of: page))
    }
  }

  /// What it says of one system; of all, where no column tells them apart.
  ///
  /// Lines of other systems count as prose. What belongs to no system is told with the first one.
  package func read(system: String? = nil, options: ReadingOptions) -> ReadDocument {
    var options = options
    options.overrides = page.frontMatter.map + options.overrides
    let part = rows?.systems == nil ? nil : system
    var reading = PageReading(page: page, options: options, isPart: part != nil)
    if let rows { reading.read(rows, of: part) } else { reading.read(outline) }
    return reading.document(sha256: sha256)
  }
}
