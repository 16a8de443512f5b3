/// A document as lines of UTF-8, counted from 1, and which of them are damaged.
///
/// A line ends at LF or CRLF, or at CR in a document that has no LF; a CR inside a line is a control
/// character, where CommonMark (§2.1) would see two lines. A last line without line end counts; a line end at the end
/// of the document adds no empty line.
struct Page: Sendable {
  /// How the document's bytes spell the text.
  let encoding: TextEncoding
  /// The text, line ends included.
  let utf8: [UInt8]
  /// Where each line lies in `utf8`, without its line end.
  let lines: PageLines
  /// How many lines hold nothing but white space.
  let blankLines: Int
  /// Why a line cannot be read, by line number.
  private(set) var damage: [Int: LineDamage] = [:]
  /// What its front matter says.
  private(set) var frontMatter = FrontMatter()

  /// A line longer than this is not read: no page made for people has one.
  static let longestLine = 1 << 20
  /// Lists and quotations nested deeper than this are not read.
  static let deepestNesting = 100

  /// Cuts a text into lines.
  ///
  /// - Parameter isSheet: whether no line of it goes to the Markdown parser, so that neither length
  ///   nor nesting does harm.
  init(_ text: DecodedText, isSheet: Bool = false) {
    encoding = text.encoding
    utf8 = text.utf8
    lines = PageLines(text.utf8)
    blankLines = lines.count { trimmed(text.utf8[$0]).isEmpty }
    for offset in text.replacements {
      damage[lines.line(at: offset) + 1] = .badBytes(text.encoding)
    }
    for number in 1..<(lines.count + 1) {
      let range = lines[number - 1]
      if isSheet {
        if utf8[range].contains(0) { damage[number] = .nul }
      } else if range.count > Self.longestLine {
        damage[number] = .tooLong
      } else if utf8[range].contains(0) {
        damage[number] = .nul
      } else if utf8[range].contains(UInt8(ascii: "\r")) {
        damage[number] = .carriageReturn
      } else if isNestedTooDeep(utf8[range]) {
        damage[number] = .tooDeep
      }
    }
    if !isSheet { frontMatter = FrontMatter(of: self) }
  }

  /// The bytes of a line.
  func bytes(_ line: Int) -> ArraySlice<UInt8> { utf8[lines[line - 1]] }

  /// The text of a line.
  func text(_ line: Int) -> String { String(decoding: bytes(line), as: UTF8.self) }

  /// Whether no line holds anything.
  var isEmpty: Bool { blankLines == lines.count }

  /// Whether a line holds nothing but white space.
  func isBlank(_ line: Int) -> Bool { trimmed(bytes(line)).isEmpty }
}

/// Why a line cannot be read.
enum LineDamage: CustomStringConvertible {
  /// Bytes that are no text of the document's encoding.
  case badBytes(TextEncoding)
  case nul
  case carriageReturn
  case tooLong
  case tooDeep

  var description: String {
    switch self {
    case .badBytes(let encoding): "the line holds bytes that are no \(encoding) text"
    case .nul: "the line holds NUL bytes"
    case .carriageReturn: "the line holds a carriage return (U+000D) that ends no line; remove it"
    case .tooLong: "the line is longer than 1 MiB"
    case .tooDeep: "the line is nested deeper than \(Page.deepestNesting) levels"
    }
  }
}

/// Whether the line opens, or by its indentation continues, more levels of lists and quotations
/// than any page has.
///
/// A parser has to match every line against every open level, which takes quadratic time.
private func isNestedTooDeep(_ line: ArraySlice<UInt8>) -> Bool {
  var quotations = 0
  var markers = 0
  var columns = 0
  var digits = 0
  scan: for byte in line {
    switch byte {
    case UInt8(ascii: " "): columns += 1
    case UInt8(ascii: "\t"): columns += 4
    case UInt8(ascii: ">"): quotations += 1
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): markers += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 9:
      digits += 1
      continue scan
    case UInt8(ascii: "."), UInt8(ascii: ")"):
      guard digits > 0 else { break scan }
      markers += 1
    default: break scan
    }
    digits = 0
  }
  // A list's level takes a marker and a blank, or two columns of indentation. Dashes without blanks
  // are a thematic break or a delimiter row, and blanks without a marker sample code.
  return quotations > Page.deepestNesting
    || markers > Page.deepestNesting && columns >= markers / 2
    || markers > 0 && columns > 2 * Page.deepestNesting
}
