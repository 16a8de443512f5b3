import Catalog

/// A field that changed, for a person: its name, and below it what changed in it.
func fieldLines(
  _ name: String, from old: String?, to new: String?, indent: Int, _ terminal: Terminal
) -> String {
  String(repeating: " ", count: indent) + oneLine(name) + "\n"
    + DifferenceText(from: old, to: new, terminal).lines(indent: indent + 2).map { $0 + "\n" }
    .joined()
}

/// Where a field stands among those that changed: messages first, then descriptions and remedies, as
/// on a card; the rest as it comes.
func rank(_ field: Field?) -> Int {
  switch field {
  case .message: 0
  case .description: 1
  case .remedy: 2
  default: 3
  }
}
