/// A field of an entry, as it is named on the command line, in histories and in a document's base.
package enum Field: Hashable, Sendable {
  case scalar(ScalarField)
  /// Other spellings of the code.
  case aliases
  case message(Language)
  case description(Language)
  case remedy(Language)
  case state(Language)
  case attribute(String)
  /// Who approved the texts of a language; empty once one of them has changed.
  case reviewedBy(Language)
  /// When they were approved (UTC, ISO 8601).
  case reviewedAt(Language)
  /// What the texts of a language were translated from: the language, and the text of each part then.
  case madeFrom(Language, OriginPart)

  /// A part of what a translation was made from.
  package enum OriginPart: String, Sendable, CaseIterable {
    /// The language translated from.
    case language
    case message
    case description
    case remedy
  }

  /// Reads a field's name; nil when there is no such field.
  package init?(_ name: String) {
    if let scalar = ScalarField(name: name) {
      self = .scalar(scalar)
      return
    }
    if name == Self.aliases.name {
      self = .aliases
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
    case "reviewed_by": self.init(rest, Field.reviewedBy)
    case "reviewed_at": self.init(rest, Field.reviewedAt)
    case "made_from":
      guard let dot = rest.lastIndex(of: "."),
        let part = OriginPart(rawValue: String(rest[rest.index(after: dot)...]))
      else { return nil }
      self.init(String(rest[..<dot])) { .madeFrom($0, part) }
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
    case .scalar(let field): field.name
    case .aliases: "aliases"
    case .message(let language): "message." + language.tag
    case .description(let language): "description." + language.tag
    case .remedy(let language): "remedy." + language.tag
    case .state(let language): "state." + language.tag
    case .attribute(let heading): "attributes." + heading
    case .reviewedBy(let language): "reviewed_by." + language.tag
    case .reviewedAt(let language): "reviewed_at." + language.tag
    case .madeFrom(let language, let part): "made_from.\(language.tag).\(part.rawValue)"
    }
  }

  /// The language that the field speaks for; nil for a field of the whole entry.
  package var language: Language? {
    switch self {
    case .message(let language), .description(let language), .remedy(let language),
      .state(let language), .reviewedBy(let language), .reviewedAt(let language),
      .madeFrom(let language, _):
      language
    default: nil
    }
  }

  /// Whether the field is a text that readers see in one language: message, description or remedy.
  package var isText: Bool {
    switch self {
    case .message, .description, .remedy: true
    default: false
    }
  }

  /// The fields that say how far the texts of a language can be trusted, and what they are made from.
  package static func standing(of language: Language) -> [Field] {
    [.state(language), .reviewedBy(language), .reviewedAt(language)]
      + OriginPart.allCases.map { .madeFrom(language, $0) }
  }

  /// Whether people write the field themselves; the others follow from what they write.
  package var isEditable: Bool {
    switch self {
    case .reviewedBy, .reviewedAt, .madeFrom: false
    default: true
    }
  }

  /// Whether people type the value to name an entry.
  package var isTyped: Bool {
    guard case .scalar(let field) = self else { return self == .aliases }
    return switch field.definition.kind {
    case .code, .label: true
    case .name, .number, .choice: false
    }
  }

  /// Whether the value is a list, one item a line.
  package var isList: Bool {
    switch self {
    case .aliases, .remedy: true
    default: false
    }
  }

  /// Whether the full-text index holds the values.
  package var isSearched: Bool {
    switch self {
    case .scalar(let field): field == .code || field.definition.isSearched
    case .aliases, .attribute, .message, .description, .remedy: true
    case .state, .reviewedBy, .reviewedAt, .madeFrom: false
    }
  }
}

extension Field {
  package static let code = Field.scalar(.code)
  package static let variant = Field.scalar(.variant)
  package static let codeEnd = Field.scalar(.codeEnd)
  package static let category = Field.scalar(.category)
  package static let httpStatus = Field.scalar(.httpStatus)
  package static let severity = Field.scalar(.severity)
  package static let status = Field.scalar(.status)
  package static let replacedBy = Field.scalar(.replacedBy)

  /// The fields of an entry itself, in the order of tables.
  package static let ofEntries: [Field] = {
    let identity = ScalarField.all(in: .identity).map(Field.scalar)
    return identity + [.aliases]
      + ScalarField.allCases.map(Field.scalar).filter { !identity.contains($0) }
  }()
}
