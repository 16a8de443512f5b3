import Catalog

@testable import Linting

/// What some rules find in an entry with what stands around it, as `field: sentence`.
func faults(
  _ rules: [LintRule], in entry: Entry, sources: [String: SourceRecord] = [:],
  _ base: BaseLookup = BaseLookup(), requirements: Set<Requirement> = []
) throws -> [String] {
  try findings(rules, in: entry, sources: sources, base, requirements: requirements)
    .map { ($0.field.map { $0.name + ": " } ?? "") + $0.sentence }
}

/// What some rules find in an entry with what stands around it.
func findings(
  _ rules: [LintRule], in entry: Entry, sources: [String: SourceRecord] = [:],
  _ base: BaseLookup = BaseLookup(), requirements: Set<Requirement> = []
) throws -> [Finding] {
  var settings = LintSettings()
  settings.rules = Set(rules)
  settings.requirements = requirements
  return try Linter(settings).findings(
    of: EntryRecord(entry: entry, sources: sources), in: base)
}

/// An entry of the Chinese system `desk`, with texts by field.
func desk(code: String = "E1", _ texts: KeyValuePairs<Field, String> = [:]) -> Entry {
  var entry = Entry(system: "desk", code: code)
  entry.systemLanguage = .simplifiedChinese
  for (field, value) in texts {
    guard let language = field.language else { continue }
    if entry.texts[language] == nil {
      entry.texts[language] = Entry.Text(message: nil, description: nil, state: .sourced)
    }
    switch field {
    case .message: entry.texts[language]?.message = value
    case .description: entry.texts[language]?.description = value
    default: entry.remedies[language] = value.split(separator: "\n").map { String($0) }
    }
  }
  return entry
}

/// Answers for a base in which some systems have some codes.
func lookup(_ codes: [String: Set<String>]) -> BaseLookup {
  let keys = codes.mapValues { Set($0.map { CodeKey($0) }) }
  let forms = keys.mapValues { Set($0.map { NumberedCode($0.text) }) }
  var base = BaseLookup()
  base.isSystem = { codes[$0] != nil }
  base.holds = { keys[$1]?.contains($0) ?? false }
  base.holdsLike = { forms[$1]?.contains(NumberedCode($0.text)) ?? false }
  return base
}
