import Catalog
import TextAnalysis

/// The value of a cell that errkb wrote, exactly as it was given to it, steps of a remedy one a line.
///
/// - Parameter field: the field that the column holds; nil where it is of none.
func writtenCell(_ cell: String, of field: Field?) -> String {
  switch field {
  case .description: writtenInlines(cell)
  case .remedy: writtenSteps(writtenInlines(cell))
  default: writtenText(cell)
  }
}

/// The plain text of a cell or heading that errkb wrote, blanks at its ends included.
func writtenText(_ markdown: String) -> String {
  let inlines = withoutHTML(markdown)
  // Longer ones are not read as inlines; what errkb writes has no marks but its escapes.
  return inlines.utf8.count <= longestInlines ? plainText(inlines) : withoutEscapes(inlines)
}

/// The text without the backslashes before ASCII punctuation.
private func withoutEscapes(_ text: String) -> String {
  let isPunctuation = { (byte: UInt8) in
    (0x21...0x7E).contains(byte) && !(0x30...0x39).contains(byte)
      && !(0x61...0x7A).contains(byte | 0x20)
  }
  var result: [UInt8] = []
  var isEscaped = false
  for byte in text.utf8 {
    if isEscaped, isPunctuation(byte) { result.removeLast() }
    isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    result.append(byte)
  }
  return String(decoding: result, as: UTF8.self)
}

/// The steps of a remedy, which are numbered from 1 where there are several, one a line.
private func writtenSteps(_ text: String) -> String {
  let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
  guard lines.count > 1 else { return text }
  let numbers = lines.indices.map { "\($0 + 1). " }
  let isNumbered = zip(lines, numbers).allSatisfy { $0.hasPrefix($1) }
  // Numbers that do not count up were changed by hand.
  let steps =
    isNumbered ? zip(lines, numbers).map { String($0.dropFirst($1.count)) } : remedySteps(text)
  return steps.joined(separator: "\n")
}

/// The CommonMark inlines of a cell that errkb wrote, exactly as they were given to it.
///
/// `<br>` is a line feed, and a character by its decimal number is that character, `&#124;` a bar
/// behind a backslash. What stood so in the text already bears one blank or one zero more, which means
/// the same to every other reader.
private func writtenInlines(_ cell: String) -> String {
  guard cell.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
    return cell
  }
  let bytes = Array(cell.utf8)
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    let rest = bytes[index...]
    if let blanks = lineBreakBlanks(rest) {
      result +=
        blanks == 0 ? "\n".utf8 : ("<br" + String(repeating: " ", count: blanks - 1) + ">").utf8
      index += 4 + blanks
    } else if let digits = decimalReference(rest) {
      if digits.first == UInt8(ascii: "0") {
        result += Array("&#".utf8) + digits.dropFirst() + [UInt8(ascii: ";")]
      } else if let value = UInt32(String(decoding: digits, as: UTF8.self)),
        let scalar = Unicode.Scalar(value)
      {
        result += (scalar == "|" ? "\\|" : String(scalar)).utf8
      } else {
        result += rest.prefix(digits.count + 3)
      }
      index += digits.count + 3
    } else {
      result.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// How many blanks stand in `<br>` before its `>`; nil where no such tag begins.
private func lineBreakBlanks(_ bytes: ArraySlice<UInt8>) -> Int? {
  guard bytes.starts(with: "<br".utf8) else { return nil }
  let rest = bytes.dropFirst(3)
  let blanks = rest.prefix { $0 == 0x20 }
  return rest.dropFirst(blanks.count).first == UInt8(ascii: ">") ? blanks.count : nil
}

/// The digits of `&#124;`; nil where no such reference begins.
private func decimalReference(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  guard bytes.starts(with: "&#".utf8) else { return nil }
  let digits = bytes.dropFirst(2).prefix { (0x30...0x39).contains($0) }
  guard !digits.isEmpty, bytes.dropFirst(2 + digits.count).first == UInt8(ascii: ";") else {
    return nil
  }
  return digits
}
