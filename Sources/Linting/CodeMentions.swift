import Catalog

/// A code that a text names.
struct CodeMention: Equatable {
  /// The slug of the system it is said to be of; nil where the text names none.
  var system: String?
  var code: String

  /// The code as it stands in the text.
  var written: String { (system.map { $0 + ":" } ?? "") + code }
}

/// The codes that a text of an entry names beyond doubt, in order.
///
/// These are `SYSTEM:CODE`, though a mere number is a port where its clause speaks of connections; what
/// begins like the entry's own code with three letters or more, and ends in as many digits; and a
/// number, or a shorter prefix with a number, of that shape after words that announce a code, such as
/// `错误码` and `error code`, or on a list that such a code began, where nothing says that the code is
/// another product's. Other numbers are ports, sizes and statuses as likely as codes.
///
/// - Parameter text: the text as a reader sees it.
func codeMentions(
  in text: String, of entry: Entry, isSystem: (_ slug: String) throws -> Bool
) rethrows -> [CodeMention] {
  guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return [] }
  let scanner = MentionScanner(text, of: entry)
  var mentions: [CodeMention] = []
  // Where the last code ended that is of the entry's own shape.
  var last: Int?
  var index = 0
  while index < scanner.scalars.count {
    if scanner.scalars[index] == ":", let (slug, code) = scanner.address(at: index),
      try isSystem(slug)
    {
      mentions.append(CodeMention(system: slug, code: scanner.text(code)))
      index = code.upperBound
    } else if scanner.scalars[index].isASCIIDigit {
      let end = scanner.end(from: index, while: \.isASCIIDigit)
      if let code = scanner.code(endingIn: index..<end, after: last) {
        mentions.append(CodeMention(code: scanner.text(code)))
        last = code.upperBound
      }
      index = end
    } else {
      index += 1
    }
  }
  return mentions
}
