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

  /// The variables that are read for a path, a name, a command or a language.
  private static let texts = [
    "ERRKB_DB", "ERRKB_AUTHOR", "ERRKB_EDITOR", "VISUAL", "EDITOR", "PAGER", "HOME", "TMPDIR",
    "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOGNAME", "USER", "LC_ALL",
    "LC_MESSAGES", "LANG",
  ]

  /// Refuses a variable that is not UTF-8: as a `String` it would name another file, or somebody else.
  static func checkEncoding() throws {
    for name in texts {
      guard let value = getenv(name), String(validatingCString: value) == nil else { continue }
      let bytes = UnsafeBufferPointer(start: value, count: strlen(value))
      throw Failure(
        .usage, code: "not_utf8",
        "the variable \(name) is not UTF-8 (\(shown(bytes.map(UInt8.init(bitPattern:))))); set it anew"
      )
    }
  }

  /// A folder of the person's own: what a variable names, else one below the home folder; nil where
  /// neither is known.
  ///
  /// Relative paths are ignored, see <https://specifications.freedesktop.org/basedir-spec/latest/>.
  static func folder(
    _ name: String, else below: String, _ variable: (String) -> String? = variable
  ) -> FilePath? {
    absolutePath(name, variable) ?? absolutePath("HOME", variable)?.appending(below)
  }

  /// The absolute path that a variable holds; nil where it holds none.
  static func absolutePath(
    _ name: String, _ variable: (String) -> String? = variable
  ) -> FilePath? {
    variable(name).map { FilePath($0) }.flatMap { $0.isAbsolute ? $0 : nil }
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

  /// Where the knowledge base lies when nobody says otherwise; nil where no folder is known.
  static var defaultDatabase: String? {
    folder("XDG_DATA_HOME", else: ".local/share")?.appending("errkb/errkb.db").string
  }

  /// The clock, held still by `SOURCE_DATE_EPOCH`.
  ///
  /// - Throws: `Failure` for what is no number of seconds, or a time that no date of four-digit years
  ///   can be written for.
  static func clock() throws -> Clock {
    guard let text = variable("SOURCE_DATE_EPOCH") else { return .system }
    guard let seconds = Int64(text), Clock.seconds.contains(seconds) else {
      throw Failure(
        .usage, code: "usage",
        """
        SOURCE_DATE_EPOCH is '\(text)'; it has to be a number of seconds from \
        \(Clock.seconds.lowerBound) to \(Clock.seconds.upperBound)
        """)
    }
    return .fixed(seconds)
  }
}
