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
    switch self {
    case .code, .codeEnd, .variant, .category, .severity, .replacedBy, .attribute:
      if value.contains(where: \.isNewline) { return "\(name) is one line" }
    default: break
    }
    return specificComplaint(about: value)
  }

  private func specificComplaint(about value: String) -> String? {
    switch self {
    case .code, .codeEnd, .replacedBy:
      return CodeKey(value).isEmpty ? "\(quoted(value)) is no code" : nil
    case .variant:
      return value == "1" || value.contains("#") || value.contains(":")
        ? "\(quoted(value)) cannot be a variant: it is a short label without # and :, and not 1"
        : nil
    case .httpStatus:
      return Int(value).map { (100...599).contains($0) } == true
        ? nil : "\(quoted(value)) is no HTTP status; one is a number from 100 to 599"
    case .status:
      return EntryStatus(rawValue: value) == nil
        ? "\(quoted(value)) is no status; there are active, deprecated and removed" : nil
    case .state:
      return TextState(rawValue: value) == nil
        ? "\(quoted(value)) is no state; there are draft, reviewed and outdated" : nil
    default: return nil
    }
  }

  private var limit: Int {
    switch self {
    case .code, .codeEnd, .variant, .category, .severity, .replacedBy: TextLimit.name
    default: FieldValues.longestValue
    }
  }
}
