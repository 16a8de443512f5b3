import Catalog
import KnowledgeStore
import TextAnalysis

/// An open question for a person: what both sides began with, what the document has and what stands
/// here, one below the other.
struct ReviewCard {
  private let item: ReviewItem
  private let headline: String?
  private let terminal: Terminal

  /// Looks up what the reader needs to know of the entry.
  init(_ item: ReviewItem, _ base: KnowledgeBase, _ terminal: Terminal) throws {
    let entry = try base.entries(at: try base.address(item.address)).first {
      $0.address == item.address
    }
    self.init(item, headline: entry?.headline([]), terminal)
  }

  init(_ item: ReviewItem, headline: String?, _ terminal: Terminal) {
    self.item = item
    self.headline = headline
    self.terminal = terminal
  }

  /// The block, every line ended.
  func render() -> String {
    let what = item.field?.name ?? item.kind.rawValue
    let title =
      terminal.styled(oneLine(item.address), .bold) + "  " + oneLine(what)
      + terminal.styled("  (\(oneLine(item.document)))", .dim)
    return ([title] + rows).map { $0 + "\n" }.joined()
  }

  private var rows: [String] {
    switch item.kind {
    case .conflict:
      return row("base", item.ancestor, .dim) + row("theirs", item.theirs, .yellow)
        + row("ours", item.ours, .green)
    case .withdrawal:
      let day = item.goneSince.map { " since " + $0.prefix(10) } ?? ""
      return row("entry", headline, nil)
        + row("theirs", "no document has it\(day): remove it", .yellow)
        + row("ours", "keep it, marked as withdrawn", .green)
    case .rename:
      return row("entry", headline, nil)
        + row(
          "theirs",
          "\(oneLine(item.theirs ?? "")) came and says the same: deprecate this in its favour, "
            + "and give it what was written here", .yellow)
        + row("ours", "the two have nothing to do with each other", .green)
    }
  }

  private func row(_ label: String, _ text: String?, _ style: Terminal.Style?) -> [String] {
    let lead = 10
    let shown = text.map(visible) ?? "(nothing)"
    return wrapped(shown, to: terminal.width - lead).enumerated().map { index, line in
      let label = padded(index == 0 ? "  " + label : "", to: lead)
      let style = text == nil ? .dim : style
      return terminal.styled(label, .dim) + (style.map { terminal.styled(line, $0) } ?? line)
    }
  }
}
