import ArgumentParser

/// Brings a command line into the form the parser understands.
///
/// - `--db FILE` may stand before the verb; it is moved behind it.
/// - Behind a verb that takes codes an argument of `-` and a digit is a code, never an option. It is
///   written with U+2212, the minus sign, which no option begins with; `WordArgument` writes it back.
///
/// What follows `--` is left as it is.
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
  if let verb = rest.first, verbsWithCodes.contains(verb) { rest = rest.map(protectingCode) }
  // Without a verb the parser is left to say so.
  rest.insert(contentsOf: leading, at: rest.first.map { $0.hasPrefix("-") ? 0 : 1 } ?? 0)
  return rest + arguments[end...]
}

private let verbsWithCodes: Set<String> = [
  "show", "search", "add", "set", "edit", "translate", "remedy", "deprecate", "rm", "history",
  "revert", "review", "lint",
]

private func protectingCode(_ argument: String) -> String {
  let bytes = argument.utf8.prefix(2)
  guard bytes.count == 2, bytes.first == UInt8(ascii: "-"),
    let second = bytes.last, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second)
  else { return argument }
  return "\u{2212}" + argument.dropFirst()
}

/// A code or a word as it was typed.
struct WordArgument: ExpressibleByArgument {
  let text: String

  init(argument: String) {
    text = argument.hasPrefix("\u{2212}") ? "-" + argument.dropFirst() : argument
  }
}
