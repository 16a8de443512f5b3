/// A top-level part of a page, with the source lines it covers.
struct Block: Equatable {
  enum Content: Equatable {
    /// An ATX or setext heading, level 1 to 6, or a bold line that serves as one, level 7.
    case heading(level: Int, markdown: String)
    /// A table of GFM; `column` is where its rows begin, counted from 1.
    case table(column: Int)
    /// A list with all that is nested in it.
    case list([ListItem], isOrdered: Bool)
    /// Text with nothing special about it.
    case paragraph
  }

  var content: Content
  var lines: ClosedRange<Int>

  /// The level of a bold line, deeper than that of any ATX heading.
  static let boldLineLevel = 7
}

/// An item of a list.
///
/// A list is its items in the order of the page, each with its depth, so that no depth of nesting
/// takes recursion.
struct ListItem: Equatable {
  /// 0 for an item of the outermost list.
  var depth: Int
  /// First to last line that is not blank, nested items included.
  var lines: ClosedRange<Int>
  /// The source of the item's own paragraphs, one element for each line, markers removed.
  var text: [Line] = []

  struct Line: Equatable {
    var line: Int
    var markdown: String
  }
}
