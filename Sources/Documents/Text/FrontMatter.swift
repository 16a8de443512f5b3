import Catalog
import YAML

/// What stands at the top of a page between two lines `---`.
///
/// It says what the command line would, where it has a `system:` that is a slug; the pages of vendors
/// have all kinds of front matter, whose keys mean something else. A key that says nothing is passed over.
package struct FrontMatter: Sendable, Equatable {
  /// How many lines it takes, fences included; 0 when there is none.
  package private(set) var length = 0
  /// The slug of the system that the page speaks about.
  package private(set) var system: String?
  /// The system's name for people.
  package private(set) var name: String?
  /// Who makes the system.
  package private(set) var vendor: String?
  /// The language that the system's documents are mostly in.
  package private(set) var language: Language?
  /// Where to send people who need more help.
  package private(set) var helpURL: String?
  /// The document's name within the system.
  package private(set) var document: String?
  /// What headings mean.
  package private(set) var map: [RoleOverride] = []
  /// Whether errkb wrote the page: every cell is then exactly what it stands for.
  package private(set) var isExport = false
  /// The first of its texts that cannot be taken.
  package private(set) var problem: Problem?

  /// What is wrong with a text, and in which line of the page it stands.
  package struct Problem: Sendable, Equatable {
    package var line: Int
    package var sentence: String
  }

  /// What errkb's own pages say under `schema:`.
  package static let schema = "errkb.page/1"

  /// Makes what says nothing.
  package init() {}

  init(of page: Page) {
    length = Self.length(of: page)
    guard length > 2 else { return }
    let text = page.utf8[page.lines[1].lowerBound..<page.lines[length - 2].upperBound]
    read(Array(text))
  }

  /// Reads the front matter of a page's bytes; a text that cannot be decoded has none.
  package init(of bytes: [UInt8]) {
    // Nearly always there is none, and nothing has to be decoded to know.
    let starts: [[UInt8]] = [
      Array("---".utf8), [0xEF, 0xBB, 0xBF, 0x2D], [0xFF, 0xFE], [0xFE, 0xFF],
    ]
    guard starts.contains(where: { bytes.starts(with: $0) }), let text = try? decode(bytes) else {
      return
    }
    self = Page(text).frontMatter
  }

  private mutating func read(_ bytes: [UInt8]) {
    // Whatever is no YAML is a vendor's own.
    guard var document = try? YAMLDocument(parsing: bytes), let root = document.root,
      case .mapping(let pairs) = document.value(root)
    else { return }
    var texts: [String: String] = [:]
    var lines: [String: Int] = [:]
    var maps: [String] = []
    for (key, value) in pairs {
      guard case .scalar(let key, _) = document.value(key) else { continue }
      switch document.value(value) {
      case .scalar(let text, _):
        texts[key] = text.isEmpty ? nil : text
        // The fence stands above the YAML.
        lines[key] = value.line + 1
      case .sequence(let items) where key == "map":
        for item in items {
          if case .scalar(let text, _) = document.value(item) { maps.append(text) }
        }
      default: break
      }
    }
    guard let slug = texts["system"], SystemDescription.isSlug(slug) else { return }
    if let complaint = SystemDescription.slugComplaint(about: slug) {
      problem = Problem(line: lines["system"] ?? 1, sentence: complaint)
    }
    system = slug
    name = texts["name"]
    vendor = texts["vendor"]
    language = texts["language"].flatMap { Language($0) }
    helpURL = texts["help_url"]
    self.document = texts["document"]
    map = maps.compactMap { try? RoleOverride(parsing: $0) }
    isExport = texts["schema"] == Self.schema
    for key in ["name", "vendor", "help_url", "document"] {
      guard let text = texts[key] else { continue }
      let complaint =
        key == "help_url"
        ? addressComplaint(about: text, called: key) : nameComplaint(about: text, called: key)
      if let complaint { problem = problem ?? Problem(line: lines[key] ?? 1, sentence: complaint) }
    }
  }

  /// How many lines at the top of the page are front matter: from a first line `---` to the next
  /// one, whether what stands between them is valid YAML or not; 0 when there is none.
  ///
  /// A page may as well begin with a thematic break and have another one below, so front matter
  /// begins on the very next line and holds no table.
  private static func length(of page: Page) -> Int {
    guard page.lines.count > 1, isFence(page.bytes(1)), !page.isBlank(2) else { return 0 }
    for line in 2..<(page.lines.count + 1) {
      if isFence(page.bytes(line)) { return line }
      if isDelimiterRow(page.bytes(line)) { return 0 }
    }
    return 0
  }
}

private func isFence(_ line: ArraySlice<UInt8>) -> Bool {
  guard line.first == UInt8(ascii: "-") else { return false }
  return trimmed(line).elementsEqual("---".utf8)
}
