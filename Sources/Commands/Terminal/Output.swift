@preconcurrency import Glibc
import Synchronization
import TextAnalysis

/// Writes an answer to standard output; on a terminal, one that is longer than the screen goes
/// through a pager (`PAGER`, else `less`).
func writeAnswer(_ text: String, _ terminal: Terminal = .output) {
  var output = PagedOutput(terminal)
  output.write(text)
  output.finish()
}

/// Standard output for an answer that comes piece by piece: on a terminal, one that is longer than the
/// screen goes through a pager, which shows the beginning while the rest is made.
struct PagedOutput: ~Copyable {
  private let terminal: Terminal
  private var place: Place
  /// What a pager that is not there did not take.
  private var unseen = ""

  private enum Place {
    /// Nothing is written as long as it may fit the screen.
    case waiting
    case standardOutput
    case pager(UnsafeMutablePointer<FILE>)
    /// The reader has seen enough.
    case left
  }

  /// More than a pipe holds: a pager that took so much is there.
  private static let mostUnseen = 1 << 20

  init(_ terminal: Terminal = .output) {
    self.terminal = terminal
    place = terminal.isInteractive ? .waiting : .standardOutput
  }

  /// Whether the reader has left the pager, so that nothing more need be made.
  var isLeft: Bool { if case .left = place { true } else { false } }

  /// Writes a piece.
  mutating func write(_ text: String) {
    switch place {
    case .left: return
    case .standardOutput: Commands.write(text, to: stdout)
    case .waiting:
      unseen += text
      guard unseen.utf8.count(where: { $0 == 0x0A }) >= terminal.height else { return }
      guard let pager = openPager() else { return finish() }
      place = .pager(pager)
      Commands.write(unseen, to: pager)
    case .pager(let pager):
      if unseen.utf8.count < Self.mostUnseen { unseen += text }
      Commands.write(text, to: pager)
      // It is gone, or was never there.
      if ferror(pager) != 0 { close(pager) }
    }
  }

  /// Writes what is left; with a pager this waits until the reader has left it.
  mutating func finish() {
    switch place {
    case .waiting:
      Commands.write(unseen, to: stdout)
      place = .standardOutput
    case .pager(let pager): close(pager)
    case .standardOutput, .left: break
    }
  }

  private mutating func close(_ pager: UnsafeMutablePointer<FILE>) {
    // The shell's word for a command that is not there.
    let isMissing = pclose(pager) >> 8 & 0xFF == 127
    if isMissing { Commands.write(unseen, to: stdout) }
    place = isMissing ? .standardOutput : .left
  }
}

/// Writes a line to standard error: progress, counts, warnings.
func writeNote(_ line: String) { write(line + "\n", to: stderr) }

/// Writes a question to standard error; the answer is typed behind it.
func writePrompt(_ text: String) { write(text, to: stderr) }

/// Writes text to standard output at once, for answers that stream.
func writeStream(_ text: String) { write(text, to: stdout) }

/// Writes data to standard output at once, such as an export: byte for byte for a program, as text on a
/// terminal.
///
/// - Parameter data: whole characters of UTF-8.
func writeData(_ data: [UInt8]) {
  if Terminal.output.isInteractive {
    write(String(decoding: data, as: UTF8.self), to: stdout)
  } else {
    writeExactly(data, to: stdout)
  }
}

/// Tells a person at a terminal what is going on.
enum Progress {
  /// Runs a body and says so on the terminal's last line while it lasts; nothing elsewhere.
  static func during<T>(_ what: String, _ body: () throws -> T) rethrows -> T {
    guard Terminal.error.isInteractive else { return try body() }
    clear()
    write(truncated(oneLine(what), to: Terminal.error.width - 2) + "…", to: stderr)
    isShown.store(true, ordering: .relaxed)
    defer { clear() }
    return try body()
  }

  /// Takes the sentence away before an answer is written, which may go to the same terminal.
  fileprivate static func clearBeforeAnswer() {
    if isShown.load(ordering: .relaxed) { clear() }
  }

  private static func clear() {
    isShown.store(false, ordering: .relaxed)
    writeExactly(Array("\r\u{1B}[K".utf8), to: stderr)
  }

  private static let isShown = Atomic<Bool>(false)
}

/// Hands everything written so far to the system; returns why some of it could not be written, nil when
/// all could.
///
/// What did not fit the buffer was written before, and may have failed then.
func flushOutput() -> String? {
  if fflush(stdout) != 0 { noteFailedWrite() }
  guard ferror(stdout) != 0 else { return nil }
  return String(cString: strerror(failedWrite.load(ordering: .relaxed)))
}

/// The `errno` of the first write that failed, which later calls would replace; 0 before.
private let failedWrite = Atomic<Int32>(0)

private func noteFailedWrite() {
  // Where one failed before, that one is told.
  _ = failedWrite.compareExchange(expected: 0, desired: errno, ordering: .relaxed)
}

private func write(_ text: String, to stream: UnsafeMutablePointer<FILE>?) {
  guard let stream else { return }
  if stream == stdout { Progress.clearBeforeAnswer() }
  var text = shown(text)
  text.withUTF8 { bytes in
    if fwrite(bytes.baseAddress, 1, bytes.count, stream) < bytes.count { noteFailedWrite() }
  }
}

private func writeExactly(_ bytes: [UInt8], to stream: UnsafeMutablePointer<FILE>?) {
  guard let stream else { return }
  if fwrite(bytes, 1, bytes.count, stream) < bytes.count { noteFailedWrite() }
}

private func openPager() -> UnsafeMutablePointer<FILE>? {
  fflush(stdout)
  let command = Environment.variable("PAGER") ?? "less -FRX"
  // A pager that is left early must not take us with it.
  signal(SIGPIPE, SIG_IGN)
  return command == "cat" ? nil : popen(command, "w")
}
