import Catalog

/// The table that a nested list is whose items are codes: a code alone or with its message, and below it
/// items of the form `label: text`, or a label with a list of steps below it; nil for any other list.
func codeTable(of list: List, under path: [Heading]) -> CodeTable? {
  var entries: [ListEntry] = []
  var start = 0
  while start < list.items.count {
    let end = list.items[(start + 1)...].firstIndex { $0.depth == 0 } ?? list.items.count
    entries.append(ListEntry(list.items[start..<end]))
    start = end
  }
  guard isAboutCodes(entries, after: path.map(\.text) + [list.lead]) else { return nil }

  var columns = LabelColumns()
  let places = entries.map { entry in entry.fields.map { columns.index(of: $0.label) } }
  // Every row has all cells: a label that an item does without is no cell that went missing.
  let rows = zip(entries, places).map { entry, places in
    var cells = LabelledCells(columns: columns.headings.count)
    cells.add(Inlines(verbatim: entry.code), labelled: "", at: 0)
    cells.add(entry.text, labelled: "", at: 1)
    for (field, place) in zip(entry.fields, places) {
      cells.add(Inlines.joined(field.texts, separator: "\n"), labelled: field.label, at: place)
    }
    return cells.row(on: entry.lines)
  }
  // A text beside the code is its message, unless no item has one.
  let hasText = entries.contains { !$0.text.isEmpty }
  return CodeTable(
    headings: columns.headings, headLines: 1..<1, rows: rows,
    knownRoles: hasText ? [0: .code, 1: .message] : [0: .code], path: path, isList: true,
    excess: ExcessCells(joint: " ", advice: ""))
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

/// One item of the outermost list with all that is nested in it.
private struct ListEntry {
  /// The code; empty when the item begins with none.
  var code = ""
  /// What follows the code on its line.
  var text = Inlines(verbatim: "")
  var fields: [Field] = []
  var lines: ClosedRange<Int>

  struct Field {
    var label: String
    /// What is said of it, a line or step each.
    var texts: [Inlines]
  }

  init(_ items: ArraySlice<ListItem>) {
    let first = items[items.startIndex]
    lines = first.lines
    // Without its code the item says nothing; what is left of it must not become another code's.
    guard let head = first.text.first, !head.isEmpty else { return }
    (code, text) = codeAndText(head)
    for line in first.text.dropFirst() where !line.isEmpty { addField(line) }

    for item in items.dropFirst() {
      let text = Inlines.paragraph(item.text)
      guard !text.isEmpty else { continue }
      if item.depth <= 1 || fields.isEmpty {
        addField(text)
      } else {
        // A step of the label above, or an item below a step.
        fields[fields.count - 1].texts.append(text)
      }
    }
  }

  private mutating func addField(_ line: Inlines) {
    if let (label, text) = labelAndText(line) {
      fields.append(Field(label: label, texts: text.isEmpty ? [] : [text]))
    } else {
      fields.append(Field(label: "", texts: [line]))
    }
  }
}

/// Splits `E1001: text`; the code is empty when the line begins with none.
private func codeAndText(_ line: Inlines) -> (code: String, text: Inlines) {
  let nothing = Inlines(verbatim: "")
  let plain = line.text
  if let (label, code) = Inlines(verbatim: plain).split(at: [":", "："]),
    case .code? = HeadingSense(label.text), isCode(code.text)
  {
    return (code.text, nothing)
  }
  for (separators, numbersOnly) in [([":"], true), ([], false), (["：", ": ", ":"], false)] {
    if separators.isEmpty {
      if isCode(plain) { return (plain, nothing) }
    } else if let (left, right) = line.split(at: separators) {
      let code = left.text
      let isNumber = code.utf8.allSatisfy { (0x30...0x39).contains($0) }
      if isCode(code), isNumber || !numbersOnly { return (code, right) }
    }
  }
  for separator in [" - ", " – ", " — ", "　", " "] {
    guard let (left, right) = line.split(at: [separator]) else { continue }
    let code = left.text
    if isCode(code) { return (code, right) }
  }
  return ("", line)
}

private func isCode(_ text: String) -> Bool {
  guard !isDateOrVersion(text), let codes = printedCodes(in: text) else { return false }
  return codes.allSatisfy { CodeShape($0.code) >= .identifier }
}

/// Splits `label: text`; nil when there is no label: no colon, or too much before it.
private func labelAndText(_ line: Inlines) -> (label: String, text: Inlines)? {
  guard let (left, right) = line.split(at: [":", "："]) else { return nil }
  let label = left.text
  guard !label.isEmpty, label.unicodeScalars.count <= 30, !right.text.hasPrefix("//") else {
    return nil
  }
  guard HeadingSense(label) != nil || label.unicodeScalars.count <= 8 else { return nil }
  return (label, right)
}

extension HeadingSense {
  /// Whether a label of this sense belongs to the description of an error.
  fileprivate var isAboutErrors: Bool {
    switch self {
    case .text, .remedy, .field(.severity), .http: true
    default: false
    }
  }
}
