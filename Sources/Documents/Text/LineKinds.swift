/// What each line of a page turned out to be: blank or prose, until it is said to be something else.
///
/// A part of a page, such as the rows of one system among many, keeps only lines of its own, so that
/// as many parts as there are lines do not take the square of their number.
struct LineKinds {
  private let page: Page
  private let isPart: Bool
  /// All lines; empty for a part.
  private var whole: [LineKind] = []
  /// The lines of a part.
  private var part: [Int: LineKind] = [:]

  /// Begins with a page of which nothing has been read.
  init(_ page: Page, isPart: Bool = false) {
    self.page = page
    self.isPart = isPart
    if !isPart { whole = page.lines.indices.map { page.isBlank($0 + 1) ? .blank : .prose } }
  }

  /// What a line is, counted from 1; a blank line stays blank whatever is set.
  subscript(line: Int) -> LineKind {
    get {
      guard isPart else { return whole[line - 1] }
      return part[line] ?? (page.isBlank(line) ? .blank : .prose)
    }
    set {
      guard self[line] != .blank else { return }
      if isPart { part[line] = newValue } else { whole[line - 1] = newValue }
    }
  }

  /// How many lines are what; the lines of other parts are prose.
  var account: LineAccount {
    guard isPart else { return LineAccount(whole) }
    let blank = page.blankLines
    return LineAccount(
      part.values, blank: blank, prose: page.lines.count - blank - part.count)
  }
}
