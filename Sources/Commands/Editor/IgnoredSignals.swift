import Glibc

/// Signals this process does not hear until they are restored.
struct IgnoredSignals {
  /// The signals, as calls of the system take them.
  let set: sigset_t
  private let actions: [(signal: Int32, former: sigaction)]

  /// Ignores the signals from now on.
  init(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    var actions: [(signal: Int32, former: sigaction)] = []
    for signal in signals {
      sigaddset(&set, signal)
      var ignore = sigaction()
      ignore.__sigaction_handler.sa_handler = SIG_IGN
      var former = sigaction()
      // It fails for a number that is no signal, and for those that cannot be ignored.
      precondition(sigaction(signal, &ignore, &former) == 0)
      actions.append((signal, former))
    }
    self.set = set
    self.actions = actions
  }

  /// Does with the signals what was done with them before.
  func restore() {
    for (signal, former) in actions {
      var former = former
      sigaction(signal, &former, nil)
    }
  }
}
