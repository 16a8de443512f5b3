import Files
import Glibc

/// Signals that end a dialogue between two answers, so that it can say what was done: Ctrl-C, a terminal
/// that is closed, and the system's wish to end.
///
/// While one is on, such a signal ends the reading of a line instead of the process; every answer
/// before it has been carried out.
struct Interruption {
  private static let signals = [SIGINT, SIGHUP, SIGTERM]
  nonisolated(unsafe) private static var caught: sig_atomic_t = 0

  private let former: [sigaction]

  /// Begins to catch the signals.
  init() {
    Self.caught = 0
    former = Self.signals.map { signal in
      var action = sigaction()
      // Without SA_RESTART what waits for a line ends.
      action.__sigaction_handler.sa_handler = { Self.caught = $0 }
      var former = sigaction()
      sigaction(signal, &action, &former)
      return former
    }
  }

  /// Whether a signal came.
  var hasCome: Bool { Self.caught != 0 }

  /// Waits for a line on a terminal; false when one of the signals came first.
  static func hasLine() -> Bool {
    guard isatty(STDIN_FILENO) == 1 else { return true }
    // Reading a line goes on after a signal; waiting for one does not. A signal between the look at
    // `caught` and the wait is held back until the wait.
    var held = sigset_t()
    sigemptyset(&held)
    for signal in signals { sigaddset(&held, signal) }
    var former = sigset_t()
    pthread_sigmask(SIG_BLOCK, &held, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    while caught == 0, !waitForInput(STDIN_FILENO, blocking: former) {}
    return caught == 0
  }

  /// Does with the signals what was done with them before.
  func end() {
    Self.caught = 0
    for (signal, former) in zip(Self.signals, former) {
      var former = former
      sigaction(signal, &former, nil)
    }
  }
}
