import Catalog
import KnowledgeStore
import TextAnalysis

/// Differences as release notes: GitHub Flavored Markdown, a section a system.
///
/// Changes are marked with `<del>` and `<ins>`: the marks of Markdown itself do not work beside Han
/// characters and punctuation, see <https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>.
/// What is written of one system is held until the next one begins.
struct DiffMarkdown: DifferenceWriter {
  private let preferred: [Language]
  private var system: (slug: String, name: String)?
  private var isFirst = true
  private var sections: [Difference.Change: String] = [:]

  init(preferring preferred: [Language]) { self.preferred = preferred }

  mutating func text(of difference: Difference) -> String {
    var text = ""
    if difference.system != system?.slug {
      text = endSystem()
      system = (difference.system, difference.systemName)
    }
    sections[difference.change, default: ""] += bullet(difference)
    return text
  }

  mutating func end() -> String { endSystem() }

  private mutating func endSystem() -> String {
    guard let system else { return "" }
    var text =
      (isFirst ? "" : "\n")
      + "## \(markdownText(oneLine(system.name))) (\(markdownText(oneLine(system.slug))))\n"
    for change in Difference.Change.allCases {
      guard let section = sections[change] else { continue }
      text += "\n### \(change.rawValue.capitalizedFirst)\n\n\(section)"
    }
    isFirst = false
    sections = [:]
    return text
  }

  private func bullet(_ difference: Difference) -> String {
    var line = "- " + name(difference)
    if difference.change != .changed, let message = difference.message(preferring: preferred) {
      line += " " + markdownText(oneLine(message))
    }
    if let note = difference.note { line += " (\(note))" }
    if let versions = difference.versions {
      return line + " (\(codeSpan(String(versions.old))) → \(codeSpan(String(versions.new))))\n"
    }
    guard difference.change == .changed else { return line + "\n" }
    return line + "\n"
      + difference.rankedFields.map { "  - \(fieldName($0.name)): \(marked($0))\n" }.joined()
  }

  private func name(_ difference: Difference) -> String {
    switch difference.subject {
    case .system: "the system itself"
    case .document(let name): "document " + codeSpan(name)
    case .entry(let code, let variant): codeSpan(variant.isEmpty ? code : "\(code)#\(variant)")
    }
  }

  private func fieldName(_ name: String) -> String {
    guard let field = Field(name), let language = field.language, field.isText else {
      return markdownText(oneLine(name))
    }
    return markdownText(name.prefix { $0 != "." } + " (\(language))")
  }

  /// The field with its changes marked, lines that changed parted by `<br>`.
  private func marked(_ field: Difference.Field) -> String {
    LineChange.between(field.before, field.after).map { change in
      let number = change.number.map { "\($0)\\. " } ?? ""
      guard let difference = change.difference else {
        let parts = [deleted(change.old), inserted(change.new)].compactMap { $0 }
        return number + parts.joined(separator: " → ")
      }
      return number
        + difference.pieces.map { piece in
          switch piece {
          case .same(let text): markdownText(visible(text))
          case .removed(let text): "<del>\(markdownText(visible(text)))</del>"
          case .added(let text): "<ins>\(markdownText(visible(text)))</ins>"
          }
        }.joined()
    }.joined(separator: "<br>")
  }

  private func deleted(_ text: String?) -> String? {
    text.map { "<del>\(markdownText(visible($0)))</del>" }
  }

  private func inserted(_ text: String?) -> String? {
    text.map { "<ins>\(markdownText(visible($0)))</ins>" }
  }
}

/// A text as GitHub Flavored Markdown that shows it letter by letter, within a line.
///
/// See <https://spec.commonmark.org/0.31.2/#backslash-escapes>; a colon before `//` and the point after
/// `www` are escaped lest an address become a link that swallows what follows.
func markdownText(_ text: String) -> String {
  var result = ""
  for index in text.unicodeScalars.indices {
    let scalar = text.unicodeScalars[index]
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\n", "\r", "\t": result += " "
    case "\\", "`", "*", "_", "[", "]", "~", "|", "#", "$": result += "\\" + String(scalar)
    case ":" where text.unicodeScalars[index...].starts(with: "://".unicodeScalars):
      result += "\\:"
    case "." where result.utf8.suffix(3).allSatisfy({ $0 | 0x20 == UInt8(ascii: "w") }):
      result += "\\."
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A text as a code span, its fence longer than any within.
///
/// See <https://spec.commonmark.org/0.31.2/#code-spans>.
func codeSpan(_ text: String) -> String {
  let text = oneLine(text)
  let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
  let fence = String(repeating: "`", count: longest + 1)
  let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
  return fence + pad + text + pad + fence
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
