/// Where a top-level part of a page of Markdown stands; its text is taken from the source lines.
struct MarkdownBlock: Equatable {
  enum Content: Equatable {
    /// An ATX or setext heading, level 1 to 6, or a bold line that serves as one.
    case heading(level: Int)
    /// A table of GFM; `column` is where its rows begin, counted from 1.
    case table(column: Int)
    /// A list with all that is nested in it.
    case list([MarkdownItem], isOrdered: Bool)
    /// Text with nothing special about it.
    case paragraph
  }

  var content: Content
  var lines: ClosedRange<Int>
}

/// An item of a list.
struct MarkdownItem: Equatable {
  /// 0 for an item of the outermost list.
  var depth: Int
  /// First to last line that is not blank, nested items included.
  var lines: ClosedRange<Int>
  /// The item's own paragraphs, line by line, and where on the line the text begins, counted from 0.
  var text: [Line] = []

  struct Line: Equatable {
    var line: Int
    var column: Int
  }
}
