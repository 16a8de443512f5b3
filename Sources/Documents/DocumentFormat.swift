import SystemPackage

/// How a document is laid out.
package enum DocumentFormat: String, Sendable, CaseIterable {
  /// A page of Markdown, or of plain text.
  case markdown
  /// Records of cells between commas or semicolons
  /// (<https://www.rfc-editor.org/rfc/rfc4180>).
  case csv
  /// Records of cells between tabs, quoted as in CSV.
  case tsv

  /// The format that a file's name says: that of its ending, Markdown for any other.
  package init(name: String) {
    switch FilePath.Component(name)?.extension?.lowercased() {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    default: self = .markdown
    }
  }

  /// Finds the format of bytes that bear no name: a sheet has a first line of at least two cells, one
  /// of which names the code, and a second line of as many.
  package init(shapeOf bytes: [UInt8]) {
    self = .markdown
    // What cannot be decoded is told when it is read.
    guard let text = try? decode(bytes) else { return }
    let page = Page(DecodedText(encoding: text.encoding, utf8: text.utf8), isSheet: true)
    guard let first = (1..<(page.lines.count + 1)).first(where: { !page.isBlank($0) }),
      !hasPipe(page.bytes(first))
    else { return }
    let separator = Sheet.separator(of: page)
    let records = Array(SheetParser(page: page, separator: separator).prefix(2))
    guard let head = records.first, head.cells.count > 1,
      records.allSatisfy({ $0.problem == nil && $0.cells.count == head.cells.count }),
      head.cells.contains(where: { HeadingSense($0) == .code(isWeak: false) })
    else { return }
    self = separator == UInt8(ascii: "\t") ? .tsv : .csv
  }
}
