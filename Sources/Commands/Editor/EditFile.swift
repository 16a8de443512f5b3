import Files
import Glibc
import SystemPackage

/// A text in a file of its own, which only its owner may read, for an editor to work on.
struct EditFile {
  let path: FilePath

  /// What an editor left in the file.
  enum Content {
    case text(String)
    case missing
    /// The file is there, but is no text of ours; why, as the end of a sentence.
    case unusable(String)
  }

  /// Makes a file in the first of the folders that takes it.
  ///
  /// The name is made of the stem and a unique part, and ends so that editors colour the text.
  init(_ text: String, stem: String, in folders: [FilePath]) throws {
    var trouble = "no folder is known to keep it in"
    for folder in folders {
      do throws(Errno) {
        path = try Self.make(text, stem: stem, in: folder)
        return
      } catch {
        trouble = "\(folder): \(error)"
      }
    }
    throw Failure(
      .database, code: "cannot_write", "cannot make a file for the editor: \(trouble)",
      hint: "to change an entry without an editor: "
        + commandLine("set", operands: ["ENTRY", "FIELD=VALUE"]))
  }

  /// Reads what is in the file now.
  func content() -> Content {
    var status = stat()
    guard stat(path.string, &status) == 0 else {
      return errno == ENOENT ? .missing : .unusable("\(Errno(rawValue: errno))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return .unusable("it is no file any more") }
    do throws(FileError) {
      let bytes = try readFile(path.string, atMost: .edit)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        return .unusable("it is not UTF-8")
      }
      return .text(text)
    } catch {
      return .unusable(error.reason)
    }
  }

  /// Puts another text into the file; where that fails, the file is as it was.
  func rewrite(_ text: String) throws(Errno) {
    let new = FilePath(path.string + ".new")
    // What a killed run left; whatever else it is, it is not opened.
    unlink(new.string)
    let file = try throwingErrno {
      try FileDescriptor.open(
        new, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite)
    }
    do throws(Errno) {
      try write(text, to: file)
      guard rename(new.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    } catch {
      unlink(new.string)
      throw error
    }
  }

  /// Removes the file.
  ///
  /// One that cannot be removed stays among the kept edits, which is no reason to fail.
  func remove() { unlink(path.string) }

  private static func make(
    _ text: String, stem: String, in folder: FilePath
  ) throws(Errno) -> FilePath {
    try makePrivate(folder)
    let name = "\(KeptEdits.prefix)\(fileName(stem))-XXXXXX\(KeptEdits.suffix)"
    var template = folder.appending(name).string.utf8CString.map { $0 }
    let descriptor = mkstemps(&template, Int32(KeptEdits.suffix.utf8.count))
    guard descriptor >= 0 else { throw Errno(rawValue: errno) }
    let path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { FilePath(platformString: $0) } ?? folder
    }
    do throws(Errno) {
      try write(text, to: FileDescriptor(rawValue: descriptor))
    } catch {
      unlink(path.string)
      throw error
    }
    return path
  }

  /// Makes a folder that only its owner may enter, and those above it.
  private static func makePrivate(_ folder: FilePath) throws(Errno) {
    guard !isFolder(folder.string) else { return }
    let parent = folder.removingLastComponent()
    if !parent.isEmpty, parent != folder { try makePrivate(parent) }
    guard mkdir(folder.string, 0o700) == 0 || errno == EEXIST else {
      throw Errno(rawValue: errno)
    }
  }

  /// The stem without what a file's name, or a line of shell, had better not hold.
  private static func fileName(_ stem: String) -> String {
    var name = ""
    for character in stem where name.utf8.count < 100 {
      let isPlain = character.isLetter || character.isNumber || "._-".contains(character)
      name.append(isPlain && character.utf8.count <= 8 ? character : "_")
    }
    return name
  }
}

/// Writes the text, makes sure that it has reached the disk, and closes the file.
private func write(_ text: String, to file: FileDescriptor) throws(Errno) {
  try throwingErrno {
    try file.closeAfter {
      try file.writeAll(text.utf8)
      guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
  }
}

/// Gives the errors of calls of the system, which are untyped, their type.
private func throwingErrno<T>(_ body: () throws -> T) throws(Errno) -> T {
  do {
    return try body()
  } catch {
    throw error as? Errno ?? .ioError
  }
}
