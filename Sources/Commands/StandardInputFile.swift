import Glibc

/// Standard input as a file that can be read again from its beginning.
///
/// What comes through a pipe is put into a temporary file first, so that nobody else's work on the
/// base waits for a slow writer.
func standardInputFile() throws -> UnsafeMutablePointer<FILE> {
  if lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0, let input = fdopen(dup(STDIN_FILENO), "r") {
    return input
  }
  guard let spool = tmpfile() else { throw Failure.unreadableInput() }
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0, fwrite(chunk, 1, count, spool) == count else {
      let failure = Failure.unreadableInput()
      fclose(spool)
      throw failure
    }
    if count == 0 { break }
  }
  rewind(spool)
  return spool
}

extension Failure {
  /// Standard input cannot be read, for the reason that the system just gave.
  static func unreadableInput() -> Failure {
    Failure(
      .document, code: "unreadable",
      "cannot read standard input: \(String(cString: strerror(errno)))")
  }
}
