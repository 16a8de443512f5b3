extension Entry {
  /// The value of a field as `FieldValues` has it; nil where the field is empty.
  ///
  /// For looking at a few fields without making a dictionary of all of them.
  package func value(of field: Field) -> String? {
    let value =
      switch field {
      case .scalar(let field): scalars[field]
      case .attribute(let heading): attributes[heading]
      case .message(let language): texts[language]?.message
      case .description(let language): texts[language]?.description
      case .remedy(let language) where remedies[language]?.count == 1: remedies[language]?[0]
      case .remedy(let language): remedies[language]?.joined(separator: "\n")
      case .aliases where aliases.count == 1: aliases[0]
      default: FieldValues(self)[field]
      }
    return value?.isEmpty == true ? nil : value
  }
}

extension Entry {
  /// The code as printed.
  package var code: String {
    get { self[.code] ?? "" }
    set { self[.code] = newValue }
  }

  /// What tells several entries of one code apart; empty for the first.
  package var variant: String {
    get { self[.variant] ?? "" }
    set { self[.variant] = newValue }
  }

  /// The last code of a range that begins at `code`.
  package var codeEnd: String? {
    get { self[.codeEnd] }
    set { self[.codeEnd] = newValue }
  }

  /// The page's own grouping.
  package var category: String? {
    get { self[.category] }
    set { self[.category] = newValue }
  }

  /// The HTTP status that the error comes with.
  package var httpStatus: Int? {
    get { self[.httpStatus].flatMap { Int($0) } }
    set { self[.httpStatus] = newValue.map(String.init) }
  }

  /// The page's own grading.
  package var severity: String? {
    get { self[.severity] }
    set { self[.severity] = newValue }
  }

  /// Whether the entry is in use.
  package var status: EntryStatus {
    get { self[.status].flatMap { EntryStatus(rawValue: $0) } ?? .active }
    set { self[.status] = newValue.rawValue }
  }

  /// The code that takes this one's place.
  package var replacedBy: String? {
    get { self[.replacedBy] }
    set { self[.replacedBy] = newValue }
  }
}
