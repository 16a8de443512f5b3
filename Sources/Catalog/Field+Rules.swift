extension Field {
  /// What is wrong with a value that somebody wants the field to hold; nil when nothing is.
  ///
  /// The empty text clears a field and is fine but for the code.
  package func complaint(about value: String) -> String? {
    if case .attribute(let heading) = self,
      let complaint = nameComplaint(about: heading, called: "the name of an attribute")
    {
      return complaint
    }
    if let complaint = textComplaint(about: value, called: name, limit: limit) { return complaint }
    guard !value.isEmpty else { return self == .code ? "an entry needs its code" : nil }
    guard !value.allSatisfy(\.isWhitespace) else {
      return "\(name) would hold blanks only; '\(name)=' clears it"
    }
    if isOneLine, value.contains(where: \.isNewline) { return "\(name) is one line" }
    switch self {
    case .scalar(let field): return field.definition.kind.complaint(about: value, called: name)
    case .state:
      return TextState(rawValue: value) == nil
        ? "\(quoted(value)) is no state; there are draft, reviewed and outdated" : nil
    default: return nil
    }
  }

  /// Whether the value is a short text of one line.
  private var isName: Bool {
    guard case .scalar(let field) = self else { return false }
    return switch field.definition.kind {
    case .code, .label, .name: true
    case .number, .choice: false
    }
  }

  private var isOneLine: Bool { if case .attribute = self { true } else { isName } }

  private var limit: Int { isName ? TextLimit.name : FieldValues.longestValue }
}

extension ScalarField.Kind {
  fileprivate func complaint(about value: String, called name: String) -> String? {
    switch self {
    case .code: CodeKey(value).isEmpty ? "\(quoted(value)) is no code" : nil
    case .label:
      value == "1" || value.contains("#") || value.contains(":")
        ? "\(quoted(value)) cannot be a \(name): it is a short label without # and :, and not 1"
        : nil
    case .name: nil
    case .number(let range, let called):
      Int(value).map(range.contains) == true
        ? nil
        : "\(quoted(value)) is no \(called); one is a number from \(range.lowerBound) to "
          + "\(range.upperBound)"
    case .choice(let words):
      words.contains(value)
        ? nil
        : "\(quoted(value)) is no \(name); there are "
          + "\(words.dropLast().joined(separator: ", ")) and \(words.last ?? "")"
    }
  }
}
