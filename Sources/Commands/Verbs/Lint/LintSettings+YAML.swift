import Linting
import YAML

/// What is wrong with the settings, and where.
struct SettingsMistake: Error {
  var line: Int
  var sentence: String
}

extension LintSettings {
  /// Reads what stands under `lint:` in the settings.
  ///
  /// ```yaml
  /// lint:
  ///   require: [message.en, remedy]
  ///   rules:
  ///     full-width: off
  ///     same-message: error
  /// ```
  init(_ document: inout YAMLDocument, _ node: YAMLDocument.Node) throws(SettingsMistake) {
    self.init()
    guard case .mapping(let pairs) = document.value(node) else {
      throw SettingsMistake(
        line: node.line, sentence: "'lint' holds 'rules:' and 'require:', each below it")
    }
    for pair in pairs {
      switch document.value(pair.key) {
      case .scalar("rules", _): try readRules(&document, pair.value)
      case .scalar("require", _): try readRequirements(&document, pair.value)
      case .scalar(let key, _):
        throw SettingsMistake(
          line: pair.key.line, sentence: "there is no 'lint: \(key)'; there are rules and require")
      default:
        throw SettingsMistake(line: pair.key.line, sentence: "settings are written 'key: value'")
      }
    }
  }

  private mutating func readRules(
    _ document: inout YAMLDocument, _ node: YAMLDocument.Node
  ) throws(SettingsMistake) {
    let example = "'rules' holds lines such as 'full-width: off'"
    guard case .mapping(let pairs) = document.value(node) else {
      throw SettingsMistake(line: node.line, sentence: example)
    }
    for pair in pairs {
      guard case .scalar(let id, _) = document.value(pair.key),
        case .scalar(let weight, _) = document.value(pair.value)
      else { throw SettingsMistake(line: pair.key.line, sentence: example) }
      guard let rule = LintRule(id: id) else {
        throw SettingsMistake(line: pair.key.line, sentence: LintRule.complaint(about: id))
      }
      guard severities[rule] == nil else {
        throw SettingsMistake(line: pair.key.line, sentence: "'\(id)' is given twice")
      }
      if weight == "off" {
        severities[rule] = .some(nil)
      } else if let severity = LintSeverity(rawValue: weight) {
        severities[rule] = severity
      } else {
        throw SettingsMistake(
          line: pair.value.line,
          sentence: "'\(weight)' is no severity; there are error, warning, note and off")
      }
    }
  }

  private mutating func readRequirements(
    _ document: inout YAMLDocument, _ node: YAMLDocument.Node
  ) throws(SettingsMistake) {
    let items: [YAMLDocument.Node]
    switch document.value(node) {
    case .sequence(let nodes): items = nodes
    case .scalar: items = [node]
    case .mapping:
      throw SettingsMistake(
        line: node.line, sentence: "'require' is a list such as [message.en, remedy]")
    }
    for item in items {
      guard case .scalar(let text, _) = document.value(item), let requirement = Requirement(text)
      else {
        throw SettingsMistake(
          line: item.line,
          sentence:
            "this is no text to require; write message, remedy.en, description or a language such as en"
        )
      }
      requirements.insert(requirement)
    }
  }
}

extension LintRule {
  /// Why an id that somebody wrote names no rule, and what to write instead.
  static func complaint(about id: String) -> String {
    if let successor = removed[id] {
      return "there is no rule '\(id)' any more; "
        + (successor.map { "use \($0) instead" } ?? "leave it out")
    }
    let near = nearestKey(to: id.lowercased(), among: all.map(\.id))
    let hint =
      near.map { "did you mean \($0)?" } ?? "to see them: " + commandLine("lint", "--rules")
    return "there is no rule '\(id)'; \(hint)"
  }
}
