import Catalog

@testable import Linting

/// An entry with one text, which people wrote.
func entry(_ field: Field, _ value: String, state: TextState = .draft) -> Entry {
  var entry = Entry(system: "desk", code: "E1")
  let language = field.language ?? .english
  var text = Entry.Text(message: nil, description: nil, state: state)
  switch field {
  case .message: text.message = value
  case .description: text.description = value
  default: entry.remedies[language] = value.split(separator: "\n").map { String($0) }
  }
  entry.texts[language] = text
  return entry
}

/// What one rule finds in an entry by itself.
func findings(_ rule: LintRule, in entry: Entry) throws -> [Finding] {
  var settings = LintSettings()
  settings.rules = [rule]
  return try Linter(settings).findings(of: EntryRecord(entry: entry), in: BaseLookup())
}

/// What one rule finds in a text.
func sentences(_ rule: LintRule, _ field: Field, _ value: String) throws -> [String] {
  try findings(rule, in: entry(field, value)).map(\.sentence)
}

/// A text as one rule would fix it; nil when there is nothing to fix.
func fixed(_ rule: LintRule, _ field: Field, _ value: String) -> String? {
  var settings = LintSettings()
  settings.rules = [rule]
  return Linter(settings).fixed(entry(field, value))[field]
}

extension Linter {
  /// The fields that can be fixed of an entry that is in no document.
  func fixed(_ entry: Entry) -> [Field: String] { fixed(EntryRecord(entry: entry)) }
}
