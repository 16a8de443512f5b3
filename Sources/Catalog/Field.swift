/// A field of an entry, as it is named on the command line, in histories and in a document's base.
package enum Field: Hashable, Sendable {
  case code
  case variant
  case codeEnd
  case category
  case httpStatus
  case severity
  case status
  case replacedBy
  case aliases
  case message(Language)
  case description(Language)
  case remedy(Language)
  case state(Language)
  case attribute(String)

  /// Reads a field's name; nil when there is no such field.
  package init?(_ name: String) {
    if let plain = Self.plain[name] {
      self = plain
      return
    }
    guard let dot = name.firstIndex(of: ".") else { return nil }
    let rest = String(name[name.index(after: dot)...])
    switch name[..<dot] {
    case "attributes" where !rest.isEmpty: self = .attribute(rest)
    case "message": self.init(rest, Field.message)
    case "description": self.init(rest, Field.description)
    case "remedy": self.init(rest, Field.remedy)
    case "state": self.init(rest, Field.state)
    default: return nil
    }
  }

  private init?(_ tag: String, _ make: (Language) -> Field) {
    guard let language = Language(tag) else { return nil }
    self = make(language)
  }

  /// The field's name, such as `http_status`, `message.zh-Hans` or `attributes.源`.
  package var name: String {
    switch self {
    case .code: "code"
    case .variant: "variant"
    case .codeEnd: "code_end"
    case .category: "category"
    case .httpStatus: "http_status"
    case .severity: "severity"
    case .status: "status"
    case .replacedBy: "replaced_by"
    case .aliases: "aliases"
    case .message(let language): "message." + language.tag
    case .description(let language): "description." + language.tag
    case .remedy(let language): "remedy." + language.tag
    case .state(let language): "state." + language.tag
    case .attribute(let heading): "attributes." + heading
    }
  }

  private static let plain: [String: Field] = [
    "code": .code, "variant": .variant, "code_end": .codeEnd, "category": .category,
    "http_status": .httpStatus, "severity": .severity, "status": .status,
    "replaced_by": .replacedBy, "aliases": .aliases,
  ]
}
