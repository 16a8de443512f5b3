import Catalog
import Files
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

  /// The file that settings are read from; nil where no folder is known.
  static var file: FilePath? {
    Environment.folder("XDG_CONFIG_HOME", else: ".config")?.appending("errkb/config.yaml")
  }

  /// Reads the settings; a file that is not there settles nothing.
  ///
  /// - Throws: `Failure` when the file is no YAML, or says something that nobody reads.
  init() throws {
    let file = Self.file?.string ?? ""
    try self.init(parsing: isFile(file) ? try fileBytes(file, .settings) : [], named: file)
  }

  /// Reads settings from the bytes of a file; its name is for messages.
  init(parsing bytes: [UInt8], named file: String) throws {
    do {
      var document = try YAMLDocument(parsing: bytes)
      guard let root = document.root else { return }
      guard case .mapping(let pairs) = document.value(root) else {
        throw Self.failure(file, root.line, "settings are written 'key: value'")
      }
      for pair in pairs {
        guard case .scalar(let name, _) = document.value(pair.key) else {
          throw Self.failure(file, pair.key.line, "settings are written 'key: value'")
        }
        guard let key = Key(rawValue: name) else {
          throw Self.unknown(name, file, pair.key.line)
        }
        switch key {
        case .db:
          let path = try Self.text(&document, pair, file)
          database = try Self.expanded(path, file, pair.key.line)
        case .lang: language = try Self.language(&document, pair, file)
        case .author: author = try Self.text(&document, pair, file)
        case .lint:
          do throws(SettingsMistake) {
            lint = .success(try LintSettings(&document, pair.value))
          } catch {
            lint = .failure(Self.failure(file, error.line, error.sentence))
          }
        }
      }
    } catch let error as YAMLError {
      throw Failure(.usage, code: "settings", "\(file): this is no YAML: \(error)")
    }
  }

  private enum Key: String, CaseIterable {
    case db, lang, author, lint
  }

  private typealias Pair = (key: YAMLDocument.Node, value: YAMLDocument.Node)

  private static func text(
    _ document: inout YAMLDocument, _ pair: Pair, _ file: String
  ) throws -> String {
    guard case .scalar(let text, _) = document.value(pair.value) else {
      throw failure(file, pair.key.line, "settings are written 'key: value'")
    }
    return text
  }

  private static func language(
    _ document: inout YAMLDocument, _ pair: Pair, _ file: String
  ) throws -> Language {
    let tag = try text(&document, pair, file)
    guard let language = Language(tag) else {
      throw failure(
        file, pair.key.line, "'\(tag)' is no language; write one such as zh-Hans or en")
    }
    return language
  }

  private static func unknown(_ name: String, _ file: String, _ line: Int) -> Failure {
    let near = nearestKey(to: name, among: Key.allCases.map(\.rawValue))
    let hint = near.map { "did you mean \($0)?" } ?? "there are db, lang, author and lint"
    return failure(file, line, "there is no setting '\(name)'; \(hint)")
  }

  /// A path with `~/` for the home folder.
  private static func expanded(_ path: String, _ file: String, _ line: Int) throws -> String {
    if let complaint = nameComplaint(about: path, called: "db", limit: TextLimit.address) {
      throw failure(file, line, complaint)
    }
    guard path.hasPrefix("~/") else { return path }
    guard let home = Environment.absolutePath("HOME")?.string else {
      throw failure(file, line, "'\(path)' is in the home folder, and HOME names none; set it")
    }
    return home + path.dropFirst()
  }

  private static func failure(_ file: String, _ line: Int, _ sentence: String) -> Failure {
    Failure(.usage, code: "settings", "\(file):\(line): \(sentence)")
  }
}
