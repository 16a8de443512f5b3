/// An error that whoever runs errkb can act on; a command line, a server and a program tell it alike.
///
/// The description is one sentence on what happened to what. It names no command, no flag and no
/// terminal: what to type next is added by whoever knows how errkb was called.
package protocol Problem: Error, CustomStringConvertible {
  /// A word for programs, such as `no_such_entry`; never changed once it is published.
  var code: String { get }
  /// What sort of thing went wrong.
  var kind: ProblemKind { get }
}

/// What sort of thing went wrong: what an exit status or an HTTP status is chosen by.
package enum ProblemKind: Sendable {
  /// What was asked for is not there.
  case missing
  /// What was asked for cannot be.
  case invalid
  /// A person must decide first.
  case conflict
  /// The file of the base, or where it lies, cannot be used.
  case base
  /// Stopped from outside.
  case interrupted
}
