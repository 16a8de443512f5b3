import Catalog

@testable import Linting

/// What some rules find in an entry with what stands around it, as `field: sentence`.
func faults(
  _ rules: Set<LintRule>, in entry: Entry, sources: [String: SourceRecord] = [:],
  _ surroundings: Surroundings = Surroundings(), requirements: Set<Requirement> = []
) throws -> [String] {
  try findings(rules, in: entry, sources: sources, surroundings, requirements: requirements)
    .map { ($0.field.map { $0.name + ": " } ?? "") + $0.sentence }
}

/// What some rules find in an entry with what stands around it.
func findings(
  _ rules: Set<LintRule>, in entry: Entry, sources: [String: SourceRecord] = [:],
  _ surroundings: Surroundings = Surroundings(), requirements: Set<Requirement> = []
) throws -> [Finding] {
  var settings = LintSettings()
  settings.rules = rules
  settings.requirements = requirements
  return try Linter(settings).findings(
    of: EntryRecord(entry: entry, sources: sources), in: surroundings)
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

/// Surroundings in which some systems have some codes.
func base(_ codes: [String: Set<String>]) -> Surroundings {
  let keys = codes.mapValues { Set($0.map { CodeKey($0) }) }
  var surroundings = Surroundings()
  surroundings.isSystem = { codes[$0] != nil }
  surroundings.holds = { keys[$1]?.contains($0) ?? false }
  return surroundings
}
