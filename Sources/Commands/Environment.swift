import Catalog
import Glibc
import KnowledgeStore

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
    variable("LOGNAME") ?? variable("USER") ?? "uid \(getuid())"
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
