/// Bytes that are not UTF-8 as a person reads them: what is text as it is, other bytes as `\xFF`.
package func notation(_ bytes: some Collection<UInt8>) -> String {
  var text = ""
  var rest = Array(bytes)[...]
  while let first = rest.first {
    // The longest character of UTF-8 has four bytes.
    let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
    if let length, let character = String(validating: rest.prefix(length), as: UTF8.self) {
      text += character
      rest = rest.dropFirst(length)
    } else {
      let digits = String(first, radix: 16, uppercase: true)
      text += "\\x" + (digits.count < 2 ? "0" : "") + digits
      rest = rest.dropFirst()
    }
  }
  return text
}
