import TextAnalysis

/// A text as it may reach a terminal: nothing in it moves the cursor, colours the screen, turns the
/// direction of writing or hides from the reader.
///
/// What a reader could not see stands as a picture (`␛`) or as U+FFFD. Tabs and line feeds stay: they
/// part columns and lines. Only the styles of `Terminal.styled` become control sequences. All text that
/// is written to standard output or standard error, a terminal or not, comes through here.
func shown(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 > 0x7E || $0 < 0x20 && $0 != 0x0A }) else { return text }
  let pieces = text.unicodeScalars.split(
    separator: StyleMark.opening, omittingEmptySubsequences: false)
  var result = visible(String(pieces[0]))
  for piece in pieces.dropFirst() {
    if let mark = StyleMark(piece) {
      result += mark.sequence + visible(String(mark.rest))
    } else {
      result += visible(String(StyleMark.opening) + String(piece))
    }
  }
  return result
}

/// The text with pictures for what a reader cannot see, see `replacingInvisible`.
func visible(_ text: String) -> String {
  replacingInvisible(in: text) { scalar in
    switch scalar.value {
    case ..<0x20: Unicode.Scalar(0x2400 + scalar.value).map(String.init) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}

/// The beginning or the end of a style within a text that is on its way to a terminal.
///
/// It is written with noncharacters, and with a number drawn anew in each run that no page or base can
/// know: the same characters from elsewhere are no style.
struct StyleMark {
  /// The style that begins; nil where one ends.
  let style: Terminal.Style?
  /// What follows the mark.
  let rest: Substring.UnicodeScalarView

  /// What every mark begins with.
  fileprivate static let opening = noncharacter(0)

  private static let number = (0..<8).map { _ in noncharacter(UInt32.random(in: 1...16)) }

  private static func noncharacter(_ offset: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(0xFDD0 + offset) ?? "\u{FFFD}"
  }

  /// Marks the beginning of a style, or the end of one.
  static func text(_ style: Terminal.Style?) -> String {
    let index = style.flatMap { Terminal.Style.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    var scalars = String.UnicodeScalarView([opening])
    scalars.append(contentsOf: number)
    scalars.append(noncharacter(17 + UInt32(index)))
    return String(scalars)
  }

  /// Reads what follows an `opening`; nil when it is no mark of ours.
  fileprivate init?(_ scalars: Substring.UnicodeScalarView) {
    guard scalars.starts(with: Self.number) else { return nil }
    let rest = scalars.dropFirst(Self.number.count)
    guard let last = rest.first, case let index = Int(last.value) - 0xFDD0 - 17,
      (0...Terminal.Style.allCases.count).contains(index)
    else { return nil }
    style = index == 0 ? nil : Terminal.Style.allCases[index - 1]
    self.rest = rest.dropFirst()
  }

  /// The control sequence (ECMA-48 SGR).
  fileprivate var sequence: String { "\u{1B}[\(style?.rawValue ?? "0")m" }
}
