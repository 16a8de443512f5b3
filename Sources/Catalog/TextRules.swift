import TextAnalysis

/// How long texts may be, in bytes of UTF-8.
package enum TextLimit {
  /// A code, a name, a category: what stands in one line of a list.
  package static let name = 1_024
  /// The slug of a system: it becomes a part of addresses and of names of files.
  package static let slug = 64
  /// The address of a page.
  package static let address = 8_192
}

/// What is wrong with a text that comes from outside; nil when nothing is.
///
/// Line feeds part lines and tabs stand in samples; other control characters, NUL and a carriage return
/// among them, are accidents.
///
/// - Parameters:
///   - name: what the text is called in the sentence, such as `message.en`.
///   - limit: how many bytes it may have.
package func textComplaint(
  about text: String, called name: String, limit: Int = FieldValues.longestValue
) -> String? {
  guard text.utf8.count <= limit else {
    let most =
      limit == FieldValues.longestValue
      ? "a field holds at most 1 MiB" : "it holds at most \(limit)"
    return "\(name) would hold \(text.utf8.count) bytes; \(most)"
  }
  let control = text.unicodeScalars.first(where: isUnwantedControl)
  return control.map { "\(name) holds the control character \($0.notation); leave it out" }
}

/// Whether a character is a control character other than tab and line feed.
///
/// They are these ranges in every version of Unicode: the category Cc never changes, see
/// <https://www.unicode.org/policies/stability_policy.html>. To look the category of every character
/// up would take longer than all else that is done to read a document.
private func isUnwantedControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0x00...0x1F, 0x7F...0x9F: true
  default: false
  }
}

/// What is wrong with a text that is a name, or stands for one: it is short, and one line.
///
/// The empty text is fine.
package func nameComplaint(
  about text: String, called name: String, limit: Int = TextLimit.name
) -> String? {
  if let complaint = textComplaint(about: text, called: name, limit: limit) { return complaint }
  if text.contains(where: \.isNewline) { return "\(name) is one line" }
  return !text.isEmpty && text.allSatisfy(\.isWhitespace) ? "\(name) would hold blanks only" : nil
}

/// What is wrong with the address of a page on the web, which readers follow; the empty text is fine.
package func addressComplaint(about text: String, called name: String) -> String? {
  let limit = TextLimit.address
  if let complaint = nameComplaint(about: text, called: name, limit: limit) { return complaint }
  return text.isEmpty || isWebAddress(text)
    ? nil : "\(name) is no address on the web; it begins with https:// or http://"
}

/// Whether a text is an address that a page may lead to: by `http`, `https` or `mailto`.
package func isWebAddress(_ text: String) -> Bool {
  guard let colon = text.firstIndex(of: ":") else { return false }
  return ["http", "https", "mailto"].contains(text[..<colon].lowercased())
}

/// What is wrong with a text that people type to name something, such as a code; nil when a reader sees
/// all of it.
package func hiddenComplaint(about text: String, called name: String) -> String? {
  var hidden: Unicode.Scalar?
  _ = replacingInvisible(in: text) { scalar in
    hidden = hidden ?? scalar
    return ""
  }
  return hidden.map { "\(name) holds \($0.notation), which nobody sees; leave it out" }
}

/// A text that somebody typed, in quotation marks and at most 60 columns of it, for a sentence.
package func quoted(_ text: String) -> String { "'" + truncated(text, to: 60) + "'" }
