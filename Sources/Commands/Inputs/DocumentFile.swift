import Documents
import Files
import SystemPackage

/// A file that is named on the command line as a document, and what it says about itself.
struct DocumentFile {
  /// What to call it in messages.
  let label: String
  /// The argument as it was typed.
  let typed: String
  private let path: FilePath?
  private let givenFormat: DocumentFormat?
  /// What was read from standard input or a pipe, which cannot be read twice.
  private var kept: [UInt8]?
  private var knownFrontMatter: FrontMatter?

  /// Names a file; nil is standard input.
  init(_ path: FilePath?, typed: String, format: DocumentFormat?) {
    self.path = path
    self.typed = typed
    self.label = path?.string ?? "standard input"
    self.givenFormat = format
  }

  /// The file's name without folder and ending; nil for standard input.
  var name: String? { path?.stem }

  /// Fetches the bytes; throws `Failure`.
  var bytes: () throws -> [UInt8] {
    if let kept { return { kept } }
    return { [path] in try fileBytes(path?.string ?? "-", .document) }
  }

  /// How it is laid out: as the command line says, else as its ending says, else by its shape.
  mutating func format() throws -> DocumentFormat {
    if let givenFormat { return givenFormat }
    if let path { return DocumentFormat(name: path.lastComponent?.string ?? "") }
    return DocumentFormat(shapeOf: try fetched() ?? [])
  }

  /// What the page says about itself; nothing for a sheet.
  mutating func frontMatter() throws -> FrontMatter {
    if let knownFrontMatter { return knownFrontMatter }
    let found =
      try format() == .markdown ? FrontMatter(of: try fetched() ?? []) : FrontMatter()
    knownFrontMatter = found
    return found
  }

  /// The file cut into records; nil for a page, and for a file that cannot be read.
  mutating func sheet() throws -> SourceDocument? {
    let format = try format()
    guard format != .markdown, let bytes = try fetched() else { return nil }
    do {
      return try SourceDocument(bytes, format: format)
    } catch {
      throw Failure(.document, code: "document", "\(label): \(error)")
    }
  }

  /// Refuses a PO file on standard input; one that has a name is known by that.
  ///
  /// - Throws: `Failure`.
  mutating func refuseTranslations() throws {
    if path == nil, isTranslations(try fetched() ?? []) { throw Failure.unnamedTranslations }
  }

  /// The bytes, to look into; nil for a file that cannot be read, which is told once its turn comes.
  private mutating func fetched() throws -> [UInt8]? {
    // A file that cannot be read is told of once its turn comes.
    if let path, !isSpecialFile(path.string) { return try? bytes() }
    if let kept { return kept }
    let bytes = try bytes()
    kept = bytes
    return bytes
  }
}
