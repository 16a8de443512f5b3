import Catalog
import KnowledgeStore
import Publishing
import TextAnalysis

/// An entry as it is put into a sheet, with a word on translations that are out of date.
func sheetEntry(_ entry: Entry, preferring preferred: [Language]) -> SheetEntry {
  let values = FieldValues(entry)
  var sheet = SheetEntry(address: entry.address, revision: entry.revision, values: values)
  sheet.preferred = preferred + [entry.systemLanguage].compactMap { $0 }
  for (language, text) in entry.texts {
    guard let origin = text.origin else { continue }
    let changes = [
      ("message", origin.message, values[.message(origin.language)]),
      ("description", origin.description, values[.description(origin.language)]),
      ("remedy", origin.remedy, values[.remedy(origin.language)]),
    ].filter { $0.1 != nil && !FieldValues.same($0.1, $0.2) }
    guard values.changeOfOrigin(of: language) >= .wording else { continue }
    sheet.notes[language] =
      "Outdated: what this was made from has changed in \(origin.language).\n"
      + changes.map { name, before, now in
        "\(name) was: \(before ?? "")\n\(name) is:  \(now ?? "")"
      }.joined(separator: "\n")
  }
  return sheet
}

/// The languages of whoever is at work, best first: as settled, as the locale says.
func readersLanguages() throws -> [Language] {
  [try Settings().language, Environment.language].compactMap { $0 }
}

extension FilterOptions {
  /// The filters as they are typed, for the history.
  var words: [String] {
    let options = [
      ("--system", system), ("--category", traits.category),
      ("--http", traits.http.map(String.init)),
      ("--status", traits.status?.rawValue), ("--state", traits.state?.rawValue),
    ]
    return options.flatMap { option, value in value.map { [option, $0] } ?? [] }
      + (traits.noRemedy ? ["--no-remedy"] : [])
  }
}
