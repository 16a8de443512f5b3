/// Reads nested lists whose items are codes: a code alone or with its message, and below it items
/// of the form `label: text`, or a label with a list of steps below it.
struct ListRecogniser: Recogniser {
  func tables(in block: Block, of page: Page, under path: [Heading]) -> [Table] {
    guard case .list(let items, _) = block.content else { return [] }
    var entries: [ListEntry] = []
    var start = 0
    while start < items.count {
      let end = items[(start + 1)...].firstIndex { $0.depth == 0 } ?? items.count
      entries.append(ListEntry(items[start..<end], of: page))
      start = end
    }
    let above = (1..<block.lines.lowerBound).last { !page.isBlank($0) }.map { page.text($0) }
    guard isAboutCodes(entries, after: path.map(\.text) + [above ?? ""]) else { return [] }

    var columns = LabelColumns()
    var rows = entries.map { entry in
      var cells = [entry.code, entry.text]
      for field in entry.fields {
        let column = columns.index(of: field.label)
        while cells.count <= column ?? 1 { cells.append("") }
        add(field.markdown, labelled: field.label, at: column, of: &cells)
      }
      return Row(cells: cells, lines: entry.lines)
    }
    // A label that an item does without is no cell that went missing.
    for index in rows.indices {
      let missing = columns.headings.count - rows[index].cells.count
      rows[index].cells += Array(repeating: "", count: missing)
    }
    // A text beside the code is its message, unless no item has one.
    let hasText = entries.contains { !$0.text.isEmpty }
    return [
      Table(
        headings: columns.headings, rows: rows, headLines: 1..<1,
        knownRoles: hasText ? [0: .code, 1: .message] : [0: .code], path: path)
    ]
  }

  /// Most items are codes, and either most of those have a label errkb knows, or they have a text
  /// and a heading or the line above speaks of errors: a list of ports or versions has neither.
  private func isAboutCodes(_ entries: [ListEntry], after above: [String]) -> Bool {
    let coded = entries.filter { !$0.code.isEmpty }
    guard !coded.isEmpty, coded.count * 2 > entries.count else { return false }
    let labelled = coded.count { entry in
      entry.fields.contains { HeadingSense($0.label)?.isAboutErrors ?? false }
    }
    if labelled * 2 > coded.count { return true }
    let explained = coded.count { !$0.text.isEmpty || !$0.fields.isEmpty }
    return explained * 2 > coded.count && above.contains(where: mentionsErrors)
  }
}

/// One item of the outermost list with all that is nested in it.
private struct ListEntry {
  /// The code; empty when the item begins with none.
  var code = ""
  /// What follows the code on its line.
  var text = ""
  var fields: [Field] = []
  var lines: ClosedRange<Int>

  struct Field {
    var label: String
    var markdown: String
  }

  init(_ items: ArraySlice<ListItem>, of page: Page) {
    let first = items[items.startIndex]
    lines = first.lines
    let own = first.text.filter { page.damage[$0.line] == nil }
    // Without its code the item says nothing; what is left of it must not become another code's.
    guard let head = own.first, head.line == first.text.first?.line else { return }
    (code, text) = codeAndText(head.markdown)
    for line in own.dropFirst() { addField(line.markdown) }

    for item in items.dropFirst() {
      let text = joinedLines(item.text.filter { page.damage[$0.line] == nil }.map(\.markdown))
      guard !text.isEmpty else { continue }
      if item.depth <= 1 || fields.isEmpty {
        addField(text)
      } else {
        // A step of the label above, or an item below a step.
        let last = fields.count - 1
        fields[last].markdown += (fields[last].markdown.isEmpty ? "" : "<br>") + text
      }
    }
  }

  private mutating func addField(_ markdown: String) {
    if let (label, text) = labelAndText(markdown) {
      fields.append(Field(label: label, markdown: text))
    } else {
      fields.append(Field(label: "", markdown: markdown))
    }
  }
}

/// Splits `E1001: text`; the code is empty when the line begins with none.
private func codeAndText(_ markdown: String) -> (code: String, text: String) {
  let plain = InlineText(markdown).text
  if let (label, code) = split(plain, at: [":", "："]), case .code? = HeadingSense(label),
    isCode(code)
  {
    return (code, "")
  }
  for (separators, numbersOnly) in [([":"], true), ([], false), (["：", ": ", ":"], false)] {
    if separators.isEmpty {
      if isCode(plain) { return (plain, "") }
    } else if let (left, right) = split(markdown, at: separators) {
      let code = InlineText(left).text
      let isNumber = code.utf8.allSatisfy { (0x30...0x39).contains($0) }
      if isCode(code), isNumber || !numbersOnly { return (code, right) }
    }
  }
  for separator in [" - ", " – ", " — ", "　", " "] {
    guard let (left, right) = split(markdown, at: [separator]) else { continue }
    let code = InlineText(left).text
    if isCode(code) { return (code, right) }
  }
  return ("", markdown)
}

private func isCode(_ text: String) -> Bool {
  guard !isDateOrVersion(text), let codes = printedCodes(in: text) else { return false }
  return codes.allSatisfy { CodeShape($0.code) >= .identifier }
}

/// Splits `label: text`; nil when there is no label: no colon, or too much before it.
private func labelAndText(_ markdown: String) -> (label: String, text: String)? {
  guard let (left, right) = split(markdown, at: [":", "："]) else { return nil }
  let label = InlineText(left).text
  guard !label.isEmpty, label.unicodeScalars.count <= 30, !right.hasPrefix("//") else { return nil }
  guard HeadingSense(label) != nil || label.unicodeScalars.count <= 8 else { return nil }
  return (label, right)
}

/// Splits at the first of the separators, taking bold marks around the left part with it, wherever
/// the colon stands: `**label**: text` and `**label:** text`.
private func split(_ markdown: String, at separators: [String]) -> (String, String)? {
  let found = separators.compactMap { markdown.firstRange(of: $0) }
  guard let range = found.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
  var left = markdown[..<range.lowerBound]
  var right = markdown[range.upperBound...]
  if left.hasPrefix("**") && right.hasPrefix("**") {
    left = left.dropFirst(2)
    right = right.dropFirst(2)
  }
  return (trimmed(left), trimmed(right))
}

/// The lines of a paragraph as one: a blank between them, but none between Chinese and Chinese.
private func joinedLines(_ lines: [String]) -> String {
  var result = ""
  for line in lines where !line.isEmpty {
    let isUnspaced =
      (result.unicodeScalars.last?.value ?? 0) >= 0x2E80
      && (line.unicodeScalars.first?.value ?? 0) >= 0x2E80
    result += (result.isEmpty || isUnspaced ? "" : " ") + line
  }
  return result
}

extension HeadingSense {
  /// Whether a label of this sense belongs to the description of an error.
  fileprivate var isAboutErrors: Bool {
    switch self {
    case .text, .remedy, .severity, .http: true
    default: false
    }
  }
}
