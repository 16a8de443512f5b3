import Catalog

/// Writes the page of a system: its entries by category, each at an anchor, and a search over them.
///
/// The table of contents is written last, when the categories are known, and moved to the top by the
/// page's script; without it the top leads down.
package struct HTMLSystemWriter: EntryWriter {
  private let generator: String
  private let index: String?
  private var system: SystemRecord?
  private var hasCategories = false
  private var categories: [(name: String?, entries: Int)] = []

  /// Makes a writer of a file.
  ///
  /// - Parameters:
  ///   - generator: what makes the page, with its version.
  ///   - index: the name of the page that lists the systems, where there is one.
  package init(generator: String, index: String? = nil) {
    self.generator = generator
    self.index = index
  }

  package var order: EntryOrder { .category }

  package mutating func begin(
    _ system: SystemRecord, fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    self.system = system
    hasCategories = fields.contains(.category)
    let description = system.system
    var html = Page.head(title: description.name + ": error codes", generator: generator)
    if let index { html += "<p class=\"quiet\"><a href=\"\(index)\">All systems</a></p>\n" }
    html += "<header>\n<h1>\(escaped(description.name))</h1>\n<p class=\"quiet\">"
    html += [
      description.vendor.map(escaped), "<code data-system>\(escaped(description.slug))</code>",
      description.helpURL.map { outwardLink($0, "Help by the vendor") },
    ].compactMap { $0 }.joined(separator: " · ")
    html += "</p>\n"
    if !system.documents.isEmpty {
      let documents = system.documents.map { document in
        let name = escaped(document.name)
        return (document.url.map { outwardLink($0, name) } ?? name)
          + (document.licence.map { " (\(escaped($0)))" } ?? "")
      }
      html += "<p class=\"quiet\">From \(documents.joined(separator: ", "))</p>\n"
    }
    html += "</header>\n" + Page.search
    if hasCategories { html += "<p id=\":jump\"><a href=\"#:contents\">Contents</a></p>\n" }
    output += html.utf8
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    guard let system else { return }
    let category = record.entry.category
    if var last = categories.last, last.name == category {
      last.entries += 1
      categories[categories.count - 1] = last
    } else {
      categories.append((category, 1))
      output += "<h2 id=\"\(categoryAnchor(category))\">\(title(category))</h2>\n".utf8
    }
    output += EntryHTML(record.entry, system).text.utf8
  }

  package mutating func end(to output: inout [UInt8]) throws {
    if categories.isEmpty {
      output += "<p>There are no entries.</p>\n".utf8
    } else if hasCategories {
      output += "<nav id=\":contents\" aria-label=\"Contents\">\n<ul>\n".utf8
      for (name, entries) in categories {
        output += "<li><a href=\"#\(categoryAnchor(name))\">\(title(name))</a>".utf8
        output += " <small>\(entries)</small></li>\n".utf8
      }
      output += "</ul>\n</nav>\n".utf8
    }
    output += Page.foot.utf8
  }

  private func title(_ category: String?) -> String {
    guard let category else { return hasCategories ? "Without category" : "Entries" }
    let language = system?.system.language.map { " lang=\"\($0.tag)\"" } ?? ""
    return "<span\(language)>\(escaped(category))</span>"
  }
}
