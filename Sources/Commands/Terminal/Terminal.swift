import Glibc
import TextAnalysis

/// How output is dressed: for a person at a terminal, or plain for another program.
struct Terminal {
  /// Whether a person looks at it.
  let isInteractive: Bool
  /// Columns to fill.
  let width: Int
  /// Rows of the screen.
  let height: Int
  /// Whether colour is wanted, see <https://no-color.org>.
  let hasColour: Bool

  /// What standard output is connected to.
  static let output = Terminal(descriptor: STDOUT_FILENO)
  /// What standard input is connected to.
  static let input = Terminal(descriptor: STDIN_FILENO)
  /// What standard error is connected to.
  static let error = Terminal(descriptor: STDERR_FILENO)
  /// Whether somebody is there to be asked, and to answer.
  static let hasPerson = input.isInteractive && error.isInteractive

  /// Looks at a file descriptor.
  ///
  /// `COLUMNS` goes before what the terminal says.
  init(descriptor: Int32) {
    isInteractive = isatty(descriptor) == 1
    var size = winsize()
    let known = isInteractive && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    let columns = Environment.variable("COLUMNS").flatMap { Int($0) }
    width = max(20, columns ?? (known && size.ws_col > 0 ? Int(size.ws_col) : 80))
    height = known && size.ws_row > 0 ? Int(size.ws_row) : 24
    hasColour =
      isInteractive && Environment.variable("NO_COLOR") == nil
      && Environment.variable("TERM") != "dumb"
  }

  /// Makes a terminal of a given shape.
  init(isInteractive: Bool, width: Int, height: Int = 24, hasColour: Bool = false) {
    self.isInteractive = isInteractive
    self.width = width
    self.height = height
    self.hasColour = hasColour
  }

  /// How a piece of text stands out (ECMA-48 SGR).
  enum Style: String, CaseIterable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    /// Red and struck through.
    case removed = "31;9"
    /// Green and underlined.
    case added = "32;4"
  }

  /// The text in a style, or as it is where there is no colour; `shown` makes the marks visible.
  func styled(_ text: String, _ style: Style) -> String {
    hasColour && !text.isEmpty ? StyleMark.text(style) + text + StyleMark.text(nil) : text
  }
}
