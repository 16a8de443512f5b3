import Catalog
import Linting
import SystemPackage
import YAML

/// What a person has settled once and for all, in `$XDG_CONFIG_HOME/errkb/config.yaml`.
///
/// Flags and environment variables go before it.
struct Settings {
  /// The knowledge base to use.
  var database: String?
  /// The language to show first.
  var language: Language?
  /// Who is at work, for the history.
  var author: String?
  /// What lint looks for; a mistake there is told to those only who ask for it.
  var lint = Result<LintSettings, Failure>.success(LintSettings())

  /// The file that settings are read from.
  static var file: FilePath {
    let folder =
      Environment.variable("XDG_CONFIG_HOME")
      ?? (Environment.variable("HOME") ?? ".") + "/.config"
    return FilePath(folder).appending("errkb/config.yaml")
  }

  /// Reads the settings; a file that is not there settles nothing.
  ///
  /// - Throws: `Failure` when the file is no YAML, or says something that nobody reads.
  init() throws {
    let file = Self.file
    let bytes = isFile(file.string) ? try fileBytes(file) : []
    try self.init(parsing: bytes, named: file.string)
  }

  /// Reads settings from the bytes of a file; its name is for messages.
  init(parsing bytes: [UInt8], named name: String) throws {
    do {
      var document = try YAMLDocument(parsing: bytes)
      guard let root = document.root else { return }
      guard case .mapping(let pairs) = document.value(root) else {
        throw Self.failure(name, root.line, "settings are written 'key: value'")
      }
      for pair in pairs {
        guard case .scalar(let key, _) = document.value(pair.key) else {
          throw Self.failure(name, pair.key.line, "settings are written 'key: value'")
        }
        if key == "lint" {
          do throws(SettingsMistake) {
            lint = .success(try LintSettings(&document, pair.value))
          } catch {
            lint = .failure(Self.failure(name, error.line, error.sentence))
          }
          continue
        }
        guard case .scalar(let value, _) = document.value(pair.value) else {
          throw Self.failure(name, pair.key.line, "settings are written 'key: value'")
        }
        try set(key, to: value, name, pair.key.line)
      }
    } catch let error as YAMLError {
      throw Failure(.usage, code: "settings", "\(name): this is no YAML: \(error)")
    }
  }

  private mutating func set(
    _ key: String, to value: String, _ name: String, _ line: Int
  ) throws {
    switch key {
    case "db": database = value.hasPrefix("~/") ? Self.home + value.dropFirst() : value
    case "author": author = value
    case "lang":
      guard let tag = Language(value) else {
        throw Self.failure(name, line, "'\(value)' is no language; write one such as zh-Hans or en")
      }
      language = tag
    default:
      throw Self.failure(
        name, line, "there is no setting '\(key)'; there are db, lang, author and lint")
    }
  }

  private static var home: String { Environment.variable("HOME") ?? "" }

  private static func failure(_ name: String, _ line: Int, _ sentence: String) -> Failure {
    Failure(.usage, code: "settings", "\(name):\(line): \(sentence)")
  }
}
