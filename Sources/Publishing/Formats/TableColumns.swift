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
  case .scalar, .aliases: Field.ofEntries.firstIndex(of: field).map { (0, "", $0) }
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
    case .scalar(let field): self[field] ?? field.definition.defaultValue ?? ""
    case .state, .reviewedBy, .reviewedAt, .madeFrom: ""
    default: value(of: field) ?? ""
    }
  }
}
