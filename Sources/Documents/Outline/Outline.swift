/// What a page says, whatever format it is written in: its top-level blocks, in order.
///
/// Source lines are counted from 1. What belongs to no block, such as samples of code, is prose; a
/// reader leaves damaged lines out.
struct Outline: Sendable {
  var blocks: [Block] = []
  /// Whether errkb wrote the page: cells are exactly what they stand for, and every heading but the
  /// title is a category.
  var isExport = false
}

/// A part of a page, and the source lines it covers.
struct Block: Sendable {
  enum Content: Sendable {
    /// A heading of level 1 to 6, or a line that serves as one, such as a bold one: `boldLineLevel`.
    case heading(level: Int, Inlines)
    case table(Table)
    case list(List)
    /// Other text, an element for each line; empty where a line is damaged.
    case paragraph([Inlines])
  }

  var content: Content
  var lines: ClosedRange<Int>

  /// The level of a bold line, deeper than that of any other heading.
  static let boldLineLevel = 7
}

/// A table as it stands on a page.
struct Table: Sendable {
  /// What the columns are called; empty where nothing says it.
  var headings: [Inlines]
  /// The lines of the head, with the line that parts it from the rows.
  var headLines: Range<Int>
  /// The rows below the head; a row may have more or fewer cells than there are headings.
  var rows: [Row] = []
  /// What becomes of a row with too many cells.
  var excess: ExcessCells
  /// Whether errkb wrote the cells.
  var isExport = false
}

/// A row of a table and the source lines that it takes.
struct Row: Sendable {
  var cells: [Inlines]
  var lines: ClosedRange<Int>
}

/// What to do with the cells of a row that has more of them than there are columns: most likely text
/// was taken for the end of a cell.
struct ExcessCells: Sendable {
  /// What the cells are joined with.
  let joint: String
  /// How to write what ended a cell by mistake, as the end of a sentence.
  let advice: String
}

/// A list with all that is nested in it.
struct List: Sendable {
  /// The items in the order of the page, each with its depth, so that no depth of nesting takes
  /// recursion.
  var items: [ListItem]
  /// The line above the list, which may say what it lists; empty at the top of a page.
  var lead: String
}

/// An item of a list.
struct ListItem: Sendable {
  /// 0 for an item of the outermost list.
  var depth: Int
  /// First to last line that is not blank, nested items included.
  var lines: ClosedRange<Int>
  /// The item's own text, an element for each line; empty where a line is damaged.
  var text: [Inlines] = []
}
