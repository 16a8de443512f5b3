import TextAnalysis

/// What changed in a field, in a few lines for a person.
///
/// What was removed and added is marked within the text, by colour or as `git diff --word-diff`
/// does. Texts with less than a third in common stand one below the other, behind `-` and `+`.
struct DifferenceText {
  private let old: String?
  private let new: String?
  private let terminal: Terminal

  /// Columns of unchanged text kept beside a change.
  private static let context = 16

  init(from old: String?, to new: String?, _ terminal: Terminal) {
    self.old = old
    self.new = new
    self.terminal = terminal
  }

  /// The lines, each after `indent` blanks; on a terminal none is wider than it.
  ///
  /// A field of several lines is compared line by line: those that stayed are left out, those that
  /// changed come with the number they have in the new text, or had in the old one.
  func lines(indent: Int) -> [String] {
    LineChange.between(old, new).flatMap { change in
      let lead = change.number.map { "\($0). " } ?? ""
      return marked(change).flatMap {
        laidOut($0, lead: String(repeating: " ", count: indent) + lead)
      }
    }
  }

  /// A piece of a line and how it is dressed.
  private typealias Run = (text: String, style: Terminal.Style?)
  private typealias StyledScalar = (scalar: Unicode.Scalar, style: Terminal.Style?)

  private func marked(_ change: LineChange) -> [[Run]] {
    if let difference = change.difference { return [runs(difference)] }
    return [("- ", change.old, Terminal.Style.red), ("+ ", change.new, .green)].compactMap {
      sign, text, style in text.map { [Run(text: sign + shown($0), style: style)] }
    }
  }

  private func runs(_ difference: TextDifference) -> [Run] {
    difference.pieces.enumerated().map { index, piece in
      switch piece {
      case .same(let text):
        let isLast = index + 1 == difference.pieces.count
        return (elided(shown(text), keepsStart: index > 0, keepsEnd: !isLast), nil)
      case .removed(let text):
        return terminal.hasColour ? (shown(text), .removed) : ("[-\(shown(text))-]", nil)
      case .added(let text):
        return terminal.hasColour ? (shown(text), .added) : ("{+\(shown(text))+}", nil)
      }
    }
  }

  /// A tab is shown as a picture too: here it counts whether it is one or a blank.
  private func shown(_ text: String) -> String { visible(text).replacing("\t", with: "␉") }

  /// An unchanged stretch cut down to what stands beside a change.
  private func elided(_ text: String, keepsStart: Bool, keepsEnd: Bool) -> String {
    // A text that changed nowhere is shown whole.
    let kept = (keepsStart ? Self.context : 0) + (keepsEnd ? Self.context : 0)
    guard kept > 0, displayWidth(text) > kept + 8 else { return text }
    let characters = Clusters(text).map(\.character)
    let start = keepsStart ? String(fitting(characters, Self.context)) : ""
    let end = keepsEnd ? String(fitting(characters.reversed(), Self.context).reversed()) : ""
    return start + "…" + end
  }

  /// The first characters, as many as `width` columns hold.
  private func fitting(_ characters: [Character], _ width: Int) -> ArraySlice<Character> {
    var used = 0
    return characters.prefix { character in
      used += displayWidth(String(character))
      return used <= width
    }
  }

  /// The runs as lines that fit the terminal, the later ones below where the first one's text begins.
  private func laidOut(_ runs: [Run], lead: String) -> [String] {
    let flat = runs.map(\.text).joined()
    let rest = String(repeating: " ", count: displayWidth(lead))
    let lines =
      terminal.isInteractive ? wrapped(flat, to: terminal.width - displayWidth(lead)) : [flat]
    var styles = runs.flatMap { run in
      run.text.unicodeScalars.map { StyledScalar(scalar: $0, style: run.style) }
    }[...]
    return lines.enumerated().map { index, line in
      // The blanks where a line was broken are in no line.
      if index > 0 { styles = styles.drop { $0.scalar.properties.isWhitespace } }
      let length = line.unicodeScalars.count
      let part = styles.prefix(length)
      styles = styles.dropFirst(length)
      return (index == 0 ? lead : rest) + dressed(part)
    }
  }

  private func dressed(_ scalars: ArraySlice<StyledScalar>) -> String {
    var result = ""
    var rest = scalars
    while let style = rest.first.map(\.style) {
      let run = rest.prefix { $0.style == style }
      let text = String(String.UnicodeScalarView(run.map(\.scalar)))
      result += style.map { terminal.styled(text, $0) } ?? text
      rest = rest.dropFirst(run.count)
    }
    return result
  }
}
