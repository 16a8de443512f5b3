import Catalog

/// The fields that tables of entries have columns for, in the order of the columns: the code and what
/// belongs to it, texts by language, attributes by name.
///
/// Fields that tables do not carry, such as states, are left out.
func tableColumns(_ fields: some Sequence<Field>) -> [Field] {
  fields.compactMap { field in place(of: field).map { (field: field, place: $0) } }
    .sorted { $0.place < $1.place }.map(\.field)
}

private func place(of field: Field) -> (Int, String, Int)? {
  switch field {
  case .code: (0, "", 0)
  case .variant: (0, "", 1)
  case .codeEnd: (0, "", 2)
  case .aliases: (0, "", 3)
  case .category: (0, "", 4)
  case .httpStatus: (0, "", 5)
  case .severity: (0, "", 6)
  case .status: (0, "", 7)
  case .replacedBy: (0, "", 8)
  case .message(let language): (1, language.tag, 0)
  case .description(let language): (1, language.tag, 1)
  case .remedy(let language): (1, language.tag, 2)
  case .attribute(let name): (2, name, 0)
  case .state, .reviewedBy, .reviewedAt, .madeFrom: nil
  }
}

extension Entry {
  /// What a column of a table holds; lists one item a line.
  func cell(_ field: Field) -> String {
    switch field {
    case .code: code
    case .variant: variant
    case .codeEnd: codeEnd ?? ""
    case .aliases: aliases.joined(separator: "\n")
    case .category: category ?? ""
    case .httpStatus: httpStatus.map(String.init) ?? ""
    case .severity: severity ?? ""
    case .status: status.rawValue
    case .replacedBy: replacedBy ?? ""
    case .message(let language): texts[language]?.message ?? ""
    case .description(let language): texts[language]?.description ?? ""
    case .remedy(let language): remedies[language, default: []].joined(separator: "\n")
    case .attribute(let name): attributes[name] ?? ""
    case .state, .reviewedBy, .reviewedAt, .madeFrom: ""
    }
  }
}
