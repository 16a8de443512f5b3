/// A code that a text names with its system, as `SYSTEM:CODE`.
struct CodeMention: Equatable {
  /// The slug of the system, in lower case.
  var system: String
  /// The code as it stands in the text.
  var code: String
}

/// The codes that a text names with their system, in order.
///
/// The word before the colon names a system, in any case. The code after it is of ASCII letters, digits,
/// `_`, `-` and `.`; it begins with a letter or a digit and has at least one digit. `user@host:22`,
/// `registry/image:1.5` and `http://host:80/path` are addresses and name no code.
///
/// - Parameter text: the text as a reader sees it.
func codeMentions(
  in text: String, isSystem: (_ slug: String) throws -> Bool
) rethrows -> [CodeMention] {
  guard text.utf8.contains(colon) else { return [] }
  let bytes = Array(text.utf8)
  var mentions: [CodeMention] = []
  for (index, byte) in bytes.enumerated() where byte == colon {
    guard let code = code(in: bytes, after: index), let slug = word(in: bytes, before: index),
      try isSystem(slug)
    else { continue }
    mentions.append(CodeMention(system: slug, code: code))
  }
  return mentions
}

/// No slug and no code that is looked for is longer.
private let longest = 64

private let colon = UInt8(ascii: ":")

/// The word that ends before `end`, in lower case; nil where it is a part of an address.
private func word(in bytes: [UInt8], before end: Int) -> String? {
  let word = bytes[..<end].suffix(longest + 1).reversed()
    .prefix { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  guard (1...longest).contains(word.count) else { return nil }
  if let before = bytes[..<(end - word.count)].last, "_./@:=\\".utf8.contains(before) { return nil }
  return String(decoding: word.reversed(), as: UTF8.self).lowercased()
}

/// The code that begins after `colon`; nil where there is none, or where it is a part of an address.
private func code(in bytes: [UInt8], after colon: Int) -> String? {
  let rest = bytes[(colon + 1)...]
  var code = rest.prefix(longest + 1).prefix { isAlphanumeric($0) || "_-.".utf8.contains($0) }
  // A point or a dash at the end is that of the sentence.
  while let last = code.last, last == UInt8(ascii: ".") || last == UInt8(ascii: "-") {
    code.removeLast()
  }
  guard (1...longest).contains(code.count), code.first.map(isAlphanumeric) == true,
    code.contains(where: isDigit)
  else { return nil }
  let after = bytes[code.endIndex...].prefix(2)
  if let mark = after.first, ":/=@".utf8.contains(mark), let next = after.dropFirst().first,
    isAlphanumeric(next) || next == UInt8(ascii: "/")
  {
    return nil
  }
  return String(decoding: code, as: UTF8.self)
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  default: isDigit(byte)
  }
}
