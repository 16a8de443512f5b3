extension Entry {
  /// The value of a field as `FieldValues` has it; nil where the field is empty.
  ///
  /// For looking at a few fields without making a dictionary of all of them.
  package func value(of field: Field) -> String? {
    let value =
      switch field {
      case .code: code
      case .variant: variant
      case .codeEnd: codeEnd
      case .category: category
      case .httpStatus: httpStatus.map(String.init)
      case .severity: severity
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
