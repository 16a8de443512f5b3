import Storage

/// What tells the time of a change.
package enum Clock: Sendable {
  /// The system's clock.
  case system
  /// Always the same instant, in seconds since 1970: for output that can be repeated, see
  /// <https://reproducible-builds.org/specs/source-date-epoch/>.
  case fixed(Int64)

  /// The seconds since 1970 that are in years of four digits.
  package static let seconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  /// What stands for a time that is not told, as in snapshots.
  package static let unknownTime = "1970-01-01T00:00:00.000Z"

  /// The time in UTC, ISO 8601 with milliseconds, from SQLite's date functions
  /// (<https://www.sqlite.org/lang_datefunc.html>).
  func now(_ connection: borrowing Connection) throws -> String {
    let julianDay =
      switch self {
      case .system: "julianday('now')"
      case .fixed(let seconds): "julianday(\(seconds), 'unixepoch')"
      }
    return try connection.first("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', \(julianDay))") {
      $0.text(0)
    } ?? ""
  }
}
