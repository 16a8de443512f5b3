/// The plain text of a cell or heading that errkb wrote, blanks at its ends included.
func writtenText(_ markdown: String) -> String {
  var markdown = markdown
  if markdown.withUTF8(isPlain) { return markdown }
  return plainText(ofInlines: markdown, replacingTag: replacement)
}

/// The CommonMark inlines of a cell that errkb wrote, exactly as they were given to it.
///
/// `<br>` is a line feed, and a character by its decimal number is that character, `&#124;` a bar
/// behind a backslash. What stood so in the text already bears one blank or one zero more, which means
/// the same to every other reader.
func writtenInlines(_ cell: String) -> String {
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
