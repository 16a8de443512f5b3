@preconcurrency import Glibc
import SystemPackage

/// The program a person writes texts with.
struct Editor {
  /// A line of shell to which the file's path is added, such as `code --wait`.
  let command: String

  /// The signals of the keys that interrupt.
  private static let keys = [SIGINT, SIGQUIT]

  /// Names an editor.
  init(command: String) { self.command = command }

  /// The editor the environment names.
  init(_ variable: (String) -> String? = Environment.variable) throws {
    let names = ["ERRKB_EDITOR", "VISUAL", "EDITOR"]
    // Of white space the shell would make a command of the path.
    let commands = names.compactMap(variable)
    guard let command = commands.first(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      throw Failure(
        .usage, code: "no_editor",
        "no editor is named: set ERRKB_EDITOR, VISUAL or EDITOR, such as EDITOR=nano",
        hint: "to change an entry without an editor: "
          + commandLine("set", operands: ["ENTRY", "FIELD=VALUE"]))
    }
    self.command = command
  }

  /// Opens a file and waits until the person is done with it.
  ///
  /// The shell runs the command, as Git's does, so that it may hold options and quoted paths. The
  /// editor has our terminal, and the keys that interrupt (Ctrl-C, Ctrl-\) are for it alone.
  func run(on path: FilePath) throws(EditorError) {
    // What was written so far comes before what the editor writes.
    fflush(stdout)
    let keys = IgnoredSignals(Self.keys)
    defer { keys.restore() }
    let child = try start(
      ["/bin/sh", "-c", command + " \"$@\"", command, path.string], defaults: keys.set)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw .system(Errno(rawValue: errno)) }
    }
    // What <sys/wait.h> does in macros.
    switch (status & 0x7F, status >> 8 & 0xFF) {
    case (0, 0): return
    // The shell's word for a command that a signal ended.
    case (0, let code) where (129...192).contains(code): throw .killed(signal: code - 128)
    case (0, let code): throw .exited(status: code)
    case (let signal, _): throw .killed(signal: signal)
    }
  }

  /// Starts a program to which the signals do what they do by default, and returns its process id.
  private func start(_ words: [String], defaults: sigset_t) throws(EditorError) -> pid_t {
    var arguments = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    guard !arguments.contains(nil) else { throw .system(.noMemory) }
    arguments.append(nil)
    var attributes = posix_spawnattr_t()
    var defaults = defaults
    // A program also inherits what the thread that starts it has blocked.
    var blocked = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &blocked)
    for signal in Self.keys { sigdelset(&blocked, signal) }
    var child: pid_t = 0
    var result = posix_spawnattr_init(&attributes)
    guard result == 0 else { throw .system(Errno(rawValue: result)) }
    defer { posix_spawnattr_destroy(&attributes) }
    result = posix_spawnattr_setsigdefault(&attributes, &defaults)
    if result == 0 { result = posix_spawnattr_setsigmask(&attributes, &blocked) }
    if result == 0 {
      result = posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    }
    if result == 0 {
      result = posix_spawn(&child, words[0], nil, &attributes, arguments, environ)
    }
    guard result == 0 else { throw .system(Errno(rawValue: result)) }
    return child
  }
}

/// How an editor ended that did not end well.
enum EditorError: Error, Equatable {
  case exited(status: Int32)
  case killed(signal: Int32)
  /// It could not be started or waited for.
  case system(Errno)

  /// The failure of a command that needed the editor.
  func failure(_ command: String) -> Failure {
    switch self {
    // The shell's words for a command that is not there, and for one it may not run.
    case .exited(126), .exited(127):
      Failure(.usage, code: "editor", "the editor '\(command)' could not be started")
    case .exited(let status):
      Failure(.usage, code: "editor", "the editor '\(command)' ended with status \(status)")
    case .killed(SIGINT):
      Failure(.interrupted, code: "interrupted", "the editor '\(command)' was interrupted")
    case .killed(let signal):
      Failure(
        .usage, code: "editor", "the editor '\(command)' was ended by signal \(signal)")
    case .system(let error):
      Failure(.usage, code: "editor", "the editor '\(command)' could not be run: \(error)")
    }
  }
}
