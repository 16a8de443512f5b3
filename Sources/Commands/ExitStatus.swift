/// What the tool tells the shell; the same list stands in the README.
package enum ExitStatus: Int32, Sendable {
  /// Done, or found.
  case success = 0
  /// Nothing found, or a check or `diff` found something.
  case nothingFound = 1
  /// Wrong usage.
  case usage = 2
  /// A person must decide first.
  case conflict = 3
  /// A document could not be read, or part of it was not understood.
  case document = 4
  /// The database is locked, damaged, newer, foreign or missing.
  case database = 5
  /// An error that nobody expected; `EX_SOFTWARE` of sysexits.h.
  case internalError = 70
  /// Stopped by a signal.
  case interrupted = 130
}
