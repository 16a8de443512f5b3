import Catalog

/// Writes the page that leads to the pages of the systems and searches all of their entries.
///
/// The entries stand in the page as data, each written when it comes; the systems, with their counts,
/// follow.
package struct HTMLIndexWriter: EntryWriter {
  private let generator: String
  private var counts: [SystemCount] = []

  /// Makes a writer of a file.
  ///
  /// - Parameter generator: what makes the page, with its version.
  package init(generator: String) { self.generator = generator }

  package mutating func begin(
    _ systems: [SystemRecord], fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    output += Page.head(title: "Error codes", generator: generator).utf8
    output += "<h1>Error codes</h1>\n".utf8
    output += Page.search.utf8
    output += "<noscript><p>Searching needs JavaScript; the pages do not.</p></noscript>\n".utf8
  }

  package mutating func begin(
    _ system: SystemRecord, fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    counts.append(SystemCount(system: system.system))
    let (slug, name) = (system.system.slug, visible(system.system.name))
    output += "<script type=\"application/json\">{\"slug\":\(try scriptJSON(slug)),".utf8
    output += "\"name\":\(try scriptJSON(name)),\"page\":\(try scriptJSON(pageAddress(slug))),".utf8
    output += "\"entries\":[".utf8
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    guard var count = counts.popLast() else { return }
    if count.entries > 0 { output += ",\n".utf8 }
    output += try scriptJSON(SearchEntry(record.entry)).utf8
    count.add(record.entry)
    counts.append(count)
  }

  package mutating func endSystem(to output: inout [UInt8]) throws {
    output += "]}</script>\n".utf8
  }

  package mutating func end(to output: inout [UInt8]) throws {
    output += "<h2>Systems</h2>\n".utf8
    output += (counts.isEmpty ? "<p>There are none.</p>\n" : "<ul class=\"systems\">\n").utf8
    for count in counts { output += count.html.utf8 }
    output += (counts.isEmpty ? "" : "</ul>\n").utf8
    output += Page.foot.utf8
  }
}

/// What the index says of a system.
private struct SystemCount {
  let system: SystemDescription
  var entries = 0
  private var texts: [Language: Int] = [:]
  private var remedies: [Language: Int] = [:]

  init(system: SystemDescription) { self.system = system }

  mutating func add(_ entry: Entry) {
    entries += 1
    for (language, text) in entry.texts where text.message != nil || text.description != nil {
      texts[language, default: 0] += 1
    }
    for (language, steps) in entry.remedies where !steps.isEmpty {
      remedies[language, default: 0] += 1
    }
  }

  var html: String {
    var html = "<li><h3><a href=\"\(pageAddress(system.slug))\">\(escaped(system.name))</a></h3>\n"
    html += "<p class=\"quiet\">"
    html += [
      system.vendor.map(escaped), "<code>\(escaped(system.slug))</code>",
      entries == 1 ? "1 entry" : "\(entries) entries",
    ]
    .compactMap { $0 }.joined(separator: " · ")
    html += "</p>\n" + coverage
    if let help = system.helpURL {
      html += "<p class=\"quiet\">\(outwardLink(help, "Help by the vendor"))</p>\n"
    }
    return html + "</li>\n"
  }

  private var coverage: String {
    let preferred = [system.language].compactMap { $0 }
    guard entries > 0 else { return "" }
    let groups = [("Texts", texts), ("Remedies", remedies)].map { name, counts in
      let shares = Language.ordered(counts.keys, preferring: preferred).map { language in
        "\(language.tag) \(share(counts[language] ?? 0))"
      }
      let covered = shares.isEmpty ? "none" : shares.joined(separator: ", ")
      return "<div><dt>\(name)</dt><dd>\(covered)</dd></div>"
    }
    return "<dl>\(groups.joined())</dl>\n"
  }

  /// Rounded down, so that 100 % is all of them.
  private func share(_ count: Int) -> String { "\(count * 100 / max(entries, 1)) %" }
}
