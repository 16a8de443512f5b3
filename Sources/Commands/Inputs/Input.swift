import Documents
import Files

/// A file that is named on the command line, or lies in a folder that is: opened once, told apart once, and
/// read from where it was opened.
final class Input {
  /// The path; `-` is standard input.
  let path: String
  /// The argument that stands for it, as it was typed.
  let typed: String
  let kind: InputKind
  private var content: Content

  private enum Content {
    case bytes([UInt8])
    case records(RecordFile)
    /// Why there is nothing to read.
    case failure(Failure)
    /// It is for others to read, as a base is for SQLite, or was given away already.
    case none
  }

  /// Opens a file and tells what it is.
  ///
  /// A file that cannot be read is told by its name, and the failure is thrown once its turn comes.
  ///
  /// - Parameters:
  ///   - typed: the argument that stands for it, where it is another.
  ///   - isDocument: whether it is said to be a document, so that standard input is not looked into for
  ///     records.
  ///   - format: how it is laid out if it is a document.
  init(
    _ path: String, typed: String? = nil, isDocument: Bool = false, format: DocumentFormat? = nil
  ) {
    self.path = path
    self.typed = typed ?? path
    let isWhole = path == "-" && isDocument
    func kind(_ beginning: [UInt8]) -> InputKind {
      InputKind(beginning: beginning, name: path == "-" ? nil : path, format: format)
    }
    do {
      (self.kind, content) = try tellingUnreadable(path) {
        try Self.look(at: InputFile(path), path, isWhole: isWhole, kind)
      }
    } catch {
      self.kind = kind([])
      content = .failure(Failure(error))
    }
  }

  /// Tells what an open file is, and reads what is not read one by one.
  ///
  /// - Parameter isWhole: whether it is a document, whatever it looks like.
  private static func look(
    at file: consuming InputFile, _ path: String, isWhole: Bool,
    _ kind: ([UInt8]) -> InputKind
  ) throws -> (InputKind, Content) {
    // What a program writes to us under a name is a document as well.
    if isWhole || file.size == nil && path != "-" {
      let bytes = try file.bytes(atMost: .document)
      let found = kind(Array(bytes.prefix(InputKind.beginning)))
      return (found.isRecords || found == .answer ? kind([]) : found, .bytes(bytes))
    }
    let file = try file.rereadable(atMost: .record)
    let found = kind(try file.head(InputKind.beginning))
    switch found {
    case .database, .answer: return (found, .none)
    case .records(let syntax):
      return (found, .records(RecordFile(file, path: path, syntax: syntax)))
    case .list: return (found, .bytes(try file.bytes(atMost: .list)))
    case .document, .translations: return (found, .bytes(try file.bytes(atMost: .document)))
    }
  }

  /// What to call the file in messages.
  var label: String { fileLabel(path) }

  /// What was read, to look into; nothing of what cannot be read.
  var kept: [UInt8] {
    if case .bytes(let bytes) = content { bytes } else { [] }
  }

  /// Gives all bytes away.
  ///
  /// - Throws: `Failure` where the file cannot be read.
  func bytes() throws -> [UInt8] {
    defer { content = .none }
    switch content {
    case .bytes(let bytes): return bytes
    case .failure(let failure): throw failure
    // Whoever takes a base for a document is told what it is.
    case .records, .none: return try fileBytes(path, .document)
    }
  }

  /// The records of an export; nil for what is none.
  ///
  /// - Throws: `Failure` where the file cannot be read, or is an export that cannot be imported.
  func records() throws -> RecordFile? {
    guard kind != .answer else {
      throw Failure(
        .usage, code: "usage", "\(label) is made for reading, and cannot be imported",
        hint: "export with --format jsonl or --format yaml")
    }
    guard kind.isRecords else { return nil }
    switch content {
    case .records(let file): return file
    case .failure(let failure): throw failure
    case .bytes, .none: return nil
    }
  }
}
