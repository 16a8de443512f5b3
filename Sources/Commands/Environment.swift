import Catalog
import Files
import Glibc
import KnowledgeStore
import SystemPackage

/// What the process was given besides its arguments.
enum Environment {
  /// A variable; nil when it is unset or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Who is at work: the login's name.
  static var login: String {
    variable("LOGNAME") ?? variable("USER") ?? accountName ?? "uid \(getuid())"
  }

  /// The name of the account, where the environment is bare, as under cron.
  ///
  /// Read by ourselves: a static program cannot ask the system's name services safely.
  private static var accountName: String? {
    guard let bytes = try? readFile("/etc/passwd", atMost: .accounts) else {
      // Without the file the number has to do.
      return nil
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let fields = lines.map { $0.split(separator: ":", omittingEmptySubsequences: false) }
    return fields.first { $0.count > 2 && $0[2] == "\(getuid())" }.map { String($0[0]) }
  }

  /// The reader's language, from the locale (POSIX order of precedence).
  static var language: Language? {
    (variable("LC_ALL") ?? variable("LC_MESSAGES") ?? variable("LANG")).flatMap { Language($0) }
  }

  /// Where the knowledge base lies when nobody says otherwise.
  ///
  /// See <https://specifications.freedesktop.org/basedir-spec/latest/>.
  static var defaultDatabase: String {
    let data = variable("XDG_DATA_HOME") ?? (variable("HOME") ?? ".") + "/.local/share"
    return data + "/errkb/errkb.db"
  }

  /// The clock, held still by `SOURCE_DATE_EPOCH`.
  static var clock: Clock {
    variable("SOURCE_DATE_EPOCH").flatMap { Int64($0) }.map(Clock.fixed) ?? .system
  }
}
