import SystemPackage

/// How a document is laid out, and who reads it.
package struct DocumentFormat: RawRepresentable, CaseIterable, Hashable, Sendable {
  /// The name by which a person asks for it.
  package let rawValue: String
  /// The endings of the names of its files, in lower case.
  let endings: Set<String>
  let reader: any DocumentReader

  /// All formats; a new one is a folder with its reader and a name in this line.
  package static let allCases: [DocumentFormat] = [.markdown, .csv, .tsv]

  init(_ name: String, endings: Set<String>, reader: any DocumentReader) {
    rawValue = name
    self.endings = endings
    self.reader = reader
  }

  /// The format of a name.
  package init?(rawValue: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = format
  }

  /// The format that the ending of a file's name says; nil for an ending of none.
  package init?(ending: String?) {
    guard let ending = ending?.lowercased(),
      let format = Self.allCases.first(where: { $0.endings.contains(ending) })
    else { return nil }
    self = format
  }

  /// The format that a file's name says: that of its ending, Markdown for any other.
  package init(name: String) {
    self = Self(ending: FilePath.Component(name)?.extension) ?? .markdown
  }

  /// The format of bytes that bear no name, by their shape.
  package init(shapeOf bytes: [UInt8]) {
    // What cannot be decoded is told when it is read.
    let text = try? decode(bytes)
    self =
      text.flatMap { text in Self.allCases.first { $0.reader.isShape(of: text) } } ?? .markdown
  }

  /// What a document says about itself before it is read; nothing where the format has no place for it.
  package func frontMatter(of bytes: [UInt8]) -> FrontMatter { reader.frontMatter(of: bytes) }
}
