/// A heading of the page.
///
/// Two of the same text are two headings, told apart by their lines.
struct Heading: Hashable {
  var level: Int
  var text: String
  var line: Int
}

/// The headings above the place a page is being read at, outermost first.
struct HeadingPath {
  private(set) var headings: [Heading] = []

  /// Enters a heading, leaving those of its level and below.
  mutating func enter(_ heading: Heading) {
    headings.removeAll { $0.level >= heading.level }
    headings.append(heading)
  }
}

/// The text of a heading as a category: without a closing colon.
func categoryName(_ heading: String) -> String {
  var name = trimmed(heading)
  while name.hasSuffix(":") || name.hasSuffix("：") { name = trimmed(name.dropLast()) }
  return name
}

/// The category that the headings of a page of ours say: all but the title.
func writtenCategory(of path: [Heading]) -> String? {
  let names = path.filter { $0.level > 1 }.map(\.text)
  return names.isEmpty ? nil : names.joined(separator: " / ")
}

/// The category of each path: its headings joined by ` / `, without those that stand over all of
/// them, which are the page's title and group nothing.
func categories(of paths: [[Heading]]) -> [String?] {
  guard let first = paths.first else { return [] }
  var shared = first.count
  for path in paths {
    shared = zip(first, path).prefix(shared).prefix { $0 == $1 }.count
  }
  return paths.map { path in
    let names = path.dropFirst(shared).map { categoryName($0.text) }.filter { !$0.isEmpty }
    return names.isEmpty ? nil : names.joined(separator: " / ")
  }
}
