import ArgumentParser

/// Reads the arguments as text.
///
/// - Throws: `Failure` for one that is not UTF-8: as a `String` it would be another text, another file.
func decodedArguments(_ arguments: [[UInt8]]) throws -> [String] {
  try arguments.enumerated().map { index, bytes in
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        .usage, code: "not_utf8",
        "argument \(index + 1) is not UTF-8 (\(shown(bytes))); set the terminal to UTF-8, or "
          + "rename the file that it names")
    }
    return text
  }
}

/// Brings a command line into the form the parser understands.
///
/// - `--db FILE` may stand before the verb; it is moved behind it.
/// - An argument of `-` and a digit is a code, a word or a value, never an option. It is marked with a
///   scalar before it, and `asTyped` takes the mark away; so is an argument, or a value behind `=`, that
///   begins with that scalar itself.
func normalizedArguments(_ arguments: [String]) -> [String] {
  let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
  var leading: [String] = []
  var index = 0
  while index < end, arguments[index].hasPrefix("--db") {
    let isJoined = arguments[index].hasPrefix("--db=")
    guard isJoined || arguments[index] == "--db" else { break }
    let next = min(index + (isJoined ? 1 : 2), end)
    leading += arguments[index..<next]
    index = next
  }
  var rest = Array(arguments[index..<end])
  // Without a verb the parser is left to say so.
  rest.insert(contentsOf: leading, at: rest.first.map { $0.hasPrefix("-") ? 0 : 1 } ?? 0)
  return (rest + arguments[end...]).map(marked)
}

/// A value as it was typed: every text that the parser hands on goes through here.
func asTyped(_ value: String) -> String {
  value.unicodeScalars.first == mark ? String(value.unicodeScalars.dropFirst()) : value
}

/// A sentence of the parser, which quotes values with their marks.
func withoutMarks(_ sentence: String) -> String {
  String(String.UnicodeScalarView(sentence.unicodeScalars.filter { $0 != mark }))
}

/// The last scalar for private use.
///
/// Who types it gets it back, since it is marked as well.
private let mark: Unicode.Scalar = "\u{10FFFD}"

private func marked(_ argument: String) -> String {
  let scalars = argument.unicodeScalars
  let isNegative =
    scalars.first == "-"
    && scalars.dropFirst().first.map { ("0"..."9").contains($0) } == true
  if isNegative || scalars.first == mark { return String(mark) + argument }
  guard scalars.first == "-", let equals = scalars.firstIndex(of: "="),
    case let value = scalars[scalars.index(after: equals)...], value.first == mark
  else { return argument }
  return String(scalars[...equals]) + String(mark) + String(value)
}

/// A code or a word as it was typed.
struct WordArgument: ExpressibleByArgument {
  let text: String

  init(argument: String) { text = asTyped(argument) }
}
