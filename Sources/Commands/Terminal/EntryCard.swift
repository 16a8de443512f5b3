import Catalog
import TextAnalysis

/// An entry as a card for a person to read: everything known, and what to do next.
struct EntryCard {
  let entry: Entry
  /// The entry's system; nil when only its slug is known.
  let system: SystemDescription?
  /// The reader's languages, best first.
  let languages: [Language]
  let terminal: Terminal

  private static let labelWidth = 12

  /// Writes the card, without a line feed at the end of the last line.
  func render() -> String {
    var lines: [String] = [title]
    for field in ScalarField.all(in: .facts) {
      lines += row(field.definition.heading, entry[field])
    }
    for (heading, value) in entry.attributes.sorted(by: { $0.key < $1.key }) {
      lines += row(heading, plainText(value))
    }
    lines += row("Also", entry.aliases.isEmpty ? nil : entry.aliases.joined(separator: ", "))
    lines += statusRows
    lines += messageRows
    lines += textRows
    lines += remedyRows
    lines += stateRows
    lines += sourceRows
    return lines.joined(separator: "\n")
  }

  private var order: [Language] { entry.languages(preferring: languages) }

  private var title: String {
    let range = entry.codeEnd.map { " – " + $0 } ?? ""
    let variant = entry.variant.isEmpty ? "" : "#" + entry.variant
    let name = system.map { $0.name == entry.system ? "" : $0.name + " " } ?? ""
    return terminal.styled(oneLine(entry.code + range + variant), .bold)
      + "  \(name)(\(entry.system))"
  }

  private var statusRows: [String] {
    var rows: [String] = []
    for field in ScalarField.all(in: .standing) {
      rows += row(field.definition.heading, entry[field])
    }
    rows += row(
      "Withdrawn",
      entry.withdrawn.map {
        [day(of: $0), "by every document"].compactMap { $0 }.joined(separator: ", ")
      })
    return rows
  }

  private var messageRows: [String] {
    order.flatMap { language in
      row("Message", entry.texts[language]?.message, language)
    }
  }

  private var textRows: [String] {
    order.flatMap { language in
      row("Description", entry.texts[language]?.description.map(plainText), language)
    }
  }

  private var remedyRows: [String] {
    let written = order.filter { entry.remedies[$0]?.isEmpty == false }
    guard !written.isEmpty else { return nextStepRows }
    return written.flatMap { language -> [String] in
      let steps = (entry.remedies[language] ?? []).map(plainText)
      let text =
        steps.count == 1
        ? steps[0]
        : steps.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
      return row("Remedy", text, language, style: .green)
    }
  }

  /// What a person can do who finds no remedy.
  private var nextStepRows: [String] {
    let hasDescription = order.contains { entry.texts[$0]?.description != nil }
    let text =
      "None is recorded."
      + (hasDescription ? " The description may say what to check." : "")
    let margin = terminal.styled(String(repeating: " ", count: Self.labelWidth + 1), .dim)
    // A command or an address that is to be copied is not broken.
    let steps = [similarErrors, system?.helpURL.map { "Ask for help: \($0)" }].compactMap { $0 }
    return row("Remedy", text, style: .yellow)
      + steps.map { margin + terminal.styled(oneLine($0), .yellow) }
  }

  /// The command that looks for errors with the words of the message; nil where it has none.
  private var similarErrors: String? {
    guard let message = order.compactMap({ entry.texts[$0]?.message }).first else { return nil }
    let words = message.split {
      "{}[]【】（）()\"'`$\\".contains($0) || $0.unicodeScalars.contains(where: \.isInvisible)
    }.first.map { collapsingWhiteSpace(String($0)) }
    guard let words, !words.isEmpty else { return nil }
    return "Look for similar errors: " + commandLine("search", operands: [words])
  }

  /// How far texts can be trusted that no document gives.
  private var stateRows: [String] {
    order.flatMap { language -> [String] in
      guard let text = entry.texts[language], text.state != .sourced || text.review != nil else {
        return []
      }
      let review = text.review.map { "reviewed by \($0.author), \($0.at.prefix(10))" }
      let origin = text.origin.map { "; the text in \($0.language) has changed since" } ?? ""
      let words =
        switch text.state {
        case .sourced: review ?? ""
        case .draft: "draft, not reviewed"
        case .reviewed: review ?? "reviewed"
        case .outdated: "outdated\(origin)" + (review.map { "; \($0)" } ?? "")
        }
      return row("State", words, language, style: text.state == .outdated ? .yellow : nil)
    }
  }

  private var sourceRows: [String] {
    entry.sources.flatMap { source in
      // Where it stood in a version that is gone helps nobody.
      row(
        "Source",
        entry.withdrawn == nil ? "\(source.document), line \(source.line)" : source.document)
    }
  }

  /// A label and its text, wrapped and aligned; nothing when there is no text.
  private func row(
    _ label: String, _ text: String?, _ language: Language? = nil, style: Terminal.Style? = nil
  ) -> [String] {
    guard let text, !text.isEmpty else { return [] }
    // A tag tells languages apart where there are several.
    let tag = language.map { entry.languages.count > 1 ? padded($0.tag, to: 8) : "" } ?? ""
    let label = oneLine(label)
    let indent = max(Self.labelWidth, displayWidth(label)) + 1 + displayWidth(tag)
    return wrapped(visible(text), to: terminal.width - indent).enumerated().map { index, line in
      let lead = index == 0 ? padded(label, to: Self.labelWidth) + " " + tag : ""
      let dressed = style.map { terminal.styled(line, $0) } ?? line
      let label = terminal.styled(padded(lead, to: indent), .dim)
      return line.isEmpty ? "" : label + dressed
    }
  }
}
