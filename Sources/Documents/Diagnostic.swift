/// Something to tell the reader about one line of a document.
package struct Diagnostic: Sendable, Equatable {
  /// How much it matters.
  package enum Severity: String, Sendable, Comparable {
    /// Read as meant; worth knowing.
    case note
    /// Read, though a person may want to look.
    case warning
    /// The line was not understood; nothing was taken from it.
    case error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// The source line, counted from 1.
  package var line: Int
  /// How much it matters.
  package var severity: Severity
  /// One sentence without the line number.
  package var message: String

  /// Makes a diagnostic.
  package init(line: Int, severity: Severity, message: String) {
    self.line = line
    self.severity = severity
    self.message = message
  }
}
