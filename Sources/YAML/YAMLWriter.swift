import TextAnalysis

/// Composes a YAML text in block style that a person likes to read and to change.
///
/// libyaml's emitter cannot write comments and chooses by itself how a text is quoted, hence this. Any
/// text comes back from `YAMLDocument` as it was given.
package struct YAMLWriter {
  /// What has been written; it ends with a line feed.
  package private(set) var text = ""
  private var column = 0
  /// Dashes of list items that wait for the item's first line.
  private var pendingDashes = 0

  /// How a text is written.
  package enum Style {
    /// Plain where that is surely safe, else in quotation marks.
    case label
    /// Always in quotation marks, for a text that looks like a number and is none.
    case quoted
    /// Plain where it is short and safe, else as a literal block, else in quotation marks.
    case prose
  }

  /// Makes a writer of an empty text.
  package init() {}

  /// Writes a key and its text.
  package mutating func key(_ key: String, _ value: String, as style: Style = .label) {
    startKey(key)
    finishLine(with: value, as: style)
  }

  /// Writes a key and its number.
  package mutating func key(_ key: String, number: Int) {
    startKey(key)
    text += " \(number)\n"
  }

  /// Writes a key and whether something holds.
  package mutating func key(_ key: String, flag: Bool) {
    startKey(key)
    text += flag ? " true\n" : " false\n"
  }

  /// Writes a key and, on the same line, labels with theirs.
  package mutating func key(_ key: String, flow pairs: [(key: String, value: String)]) {
    startKey(key)
    let items = pairs.map { flowLabel($0.key) + ": " + flowLabel($0.value) }
    text += " {" + items.joined(separator: ", ") + "}\n"
  }

  /// Writes a key and a value that is given as JSON, as it stands where YAML reads it as the same; else
  /// the JSON as a text.
  package mutating func key(_ key: String, json: String) {
    guard !json.unicodeScalars.contains(where: { isEscaped($0) || $0 == "\n" || $0 == "\t" }) else {
      return self.key(key, json)
    }
    startKey(key)
    text += " " + json + "\n"
  }

  /// Writes a key without a value.
  package mutating func key(_ key: String) {
    startKey(key)
    text += "\n"
  }

  /// Writes a key and what `body` writes below it; `{}` if that is nothing.
  package mutating func mapping(_ key: String, _ body: (inout YAMLWriter) -> Void) {
    nest(key, orElse: "{}", body)
  }

  /// Writes a key and the items that `body` writes below it; `[]` if there are none.
  package mutating func sequence(_ key: String, _ body: (inout YAMLWriter) -> Void) {
    nest(key, orElse: "[]", body)
  }

  /// Writes an item of a list that is a text.
  package mutating func item(_ value: String, as style: Style = .label) {
    pendingDashes += 1
    column += 2
    startLine()
    // The line's dash ends in a blank, and so does not the colon of a key.
    text.removeLast()
    column -= 2
    finishLine(with: value, as: style)
  }

  /// Writes an item of a list, the keys or items that `body` writes; `{}` if there are none.
  package mutating func item(_ body: (inout YAMLWriter) -> Void) {
    pendingDashes += 1
    column += 2
    body(&self)
    if pendingDashes > 0 {
      startLine()
      text += "{}\n"
    }
    column -= 2
  }

  /// Writes a comment, each of its lines behind the marker; what cannot be seen is spelled out.
  package mutating func comment(_ comment: String, marker: String = "#") {
    let indent = String(repeating: " ", count: column - 2 * pendingDashes)
    for line in lines(of: comment) {
      var shown = ""
      for scalar in line { append(scalar, to: &shown, quoted: false) }
      text += indent + marker + (shown.isEmpty ? "" : " " + shown) + "\n"
    }
  }

  /// Leaves a line blank.
  package mutating func blankLine() { text += "\n" }

  // MARK: Lines

  private mutating func nest(
    _ key: String, orElse empty: String, _ body: (inout YAMLWriter) -> Void
  ) {
    startKey(key)
    text += "\n"
    let length = text.utf8.count
    column += 2
    body(&self)
    column -= 2
    guard text.utf8.count == length else { return }
    text.removeLast()
    text += " " + empty + "\n"
  }

  private mutating func startLine() {
    text += String(repeating: " ", count: column - 2 * pendingDashes)
    text += String(repeating: "- ", count: pendingDashes)
    pendingDashes = 0
  }

  private mutating func startKey(_ key: String) {
    startLine()
    let written = isPlain(key) ? key : quoted(key)
    // A key of more than 1024 characters has to be announced.
    if written.unicodeScalars.count > 1000 {
      text += "? " + written + "\n"
      startLine()
      text += ":"
    } else {
      text += written + ":"
    }
  }

  private mutating func finishLine(with value: String, as style: Style) {
    let isShort = value.unicodeScalars.count <= 60
    if style != .quoted, style == .label || isShort, isPlain(value) {
      text += " " + value + "\n"
    } else if style == .prose, let indicator = blockIndicator(value) {
      text += " " + indicator + "\n"
      let indent = String(repeating: " ", count: column + 2)
      for line in value.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
        text += line.isEmpty ? "\n" : indent + String(line) + "\n"
      }
    } else {
      text += " " + quoted(value) + "\n"
    }
  }
}

// MARK: Scalars

/// The head of a literal block that carries a text; nil when none does, or an editor might spoil it.
private func blockIndicator(_ value: String) -> String? {
  let scalars = value.unicodeScalars
  guard !value.isEmpty, scalars.last != "\n", !scalars.contains(where: isEscaped) else {
    return nil
  }
  let lines = scalars.split(separator: "\n")
  for line in lines {
    // Blanks at the end of a line get lost in editors, and a tab at its start is no indentation.
    guard let first = line.first, let last = line.last, first != "\t",
      !last.properties.isWhitespace
    else { return nil }
  }
  // The depth of the first line would be taken for the block's, unless it is given.
  return lines.first?.first == " " ? "|2-" : "|-"
}

/// Whether a text stays the same text, and a text, without quotation marks, for any reader of YAML.
private func isPlain(_ value: String) -> Bool {
  let scalars = value.unicodeScalars
  guard let first = scalars.first, let last = scalars.last, isLetter(first),
    last != " ", last != ":", value.utf8.count > 5 || !reserved.contains(value.lowercased())
  else { return false }
  var previous = first
  for scalar in scalars {
    guard isPlain(scalar, after: previous) else { return false }
    previous = scalar
  }
  return true
}

/// Whether a character is a letter; most are of ASCII, and need no look into Unicode's tables.
private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII
    ? (0x61...0x7A).contains(scalar.value | 0x20) : scalar.properties.isAlphabetic
}

private func isPlain(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ",", "(", ")", "+", "'":
    return previous != ":" || scalar != "-"
  case " ": return previous != ":"
  case ":", "#": return previous != " "
  default:
    guard !scalar.isASCII, !isEscaped(scalar) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber,
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}

/// A label within braces, where a comma would end it.
private func flowLabel(_ label: String) -> String {
  isPlain(label) && !label.utf8.contains(UInt8(ascii: ",")) ? label : quoted(label)
}

/// Words that are booleans or nothing in one version of YAML or another.
private let reserved: Set<String> = ["y", "n", "yes", "no", "true", "false", "on", "off", "null"]

private func quoted(_ value: String) -> String {
  var text = "\""
  for scalar in value.unicodeScalars { append(scalar, to: &text, quoted: true) }
  return text + "\""
}

private func append(_ scalar: Unicode.Scalar, to text: inout String, quoted: Bool) {
  switch scalar {
  case "\"" where quoted: text += "\\\""
  case "\\" where quoted: text += "\\\\"
  case "\n": text += "\\n"
  case "\r": text += "\\r"
  case "\t": text += "\\t"
  case _ where isEscaped(scalar):
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (letter, width) =
      scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
    text += "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  default: text.unicodeScalars.append(scalar)
  }
}

/// Whether a character is refused or changed by libyaml, or is one that a reader cannot see; all that
/// libyaml does not take is invisible.
private func isEscaped(_ scalar: Unicode.Scalar) -> Bool { scalar.isInvisible }

/// The lines of a text, whatever breaks them.
private func lines(of text: String) -> [[Unicode.Scalar]] {
  var lines: [[Unicode.Scalar]] = [[]]
  var previous: Unicode.Scalar?
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n" where previous == "\r": break
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lines.append([])
    default: lines[lines.count - 1].append(scalar)
    }
    previous = scalar
  }
  return lines
}
