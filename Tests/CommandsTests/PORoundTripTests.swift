import Catalog
import Publishing
import TestSupport
import Testing

@testable import Commands

/// Entries written for translators and read back.
struct PORoundTripTests {
  @Test(arguments: 1...60)
  func `every text comes back as it is, whatever it holds`(seed: UInt64) throws {
    var nasty = NastyEntries(seed: seed)
    let entries = nasty.entries(12)
    var writer = POWriter(into: .english, from: nil, at: nil, generator: "errkb test")
    var output: [UInt8] = []
    try writer.begin([], fields: [], to: &output)
    for entry in entries { try writer.write(EntryRecord(entry: entry), to: &output) }
    let file = POFile(parsing: output, limit: 20)
    #expect(file.problems == [])
    var found = file.units[...]
    for entry in entries {
      for part in parts(of: entry) {
        let next = found.popFirst()
        let unit = try #require(next)
        #expect(unit.place == TranslationPlace(entry.id, part))
        #expect(Array(unit.place.entry.code.utf8) == Array(entry.code.utf8))
        #expect(Array(unit.text.utf8) == Array(text(part, of: entry, in: .english).utf8))
        let sources = entry.languages.subtracting([.english]).map {
          Array(text(part, of: entry, in: $0).utf8)
        }
        #expect(sources.contains(Array(unit.source.utf8)))
      }
    }
    #expect(found.isEmpty)
  }

  private func parts(of entry: Entry) -> [TranslationPlace.Part] {
    let others = entry.languages.subtracting([.english])
    var parts = [TranslationPlace.Part.message, .description].filter { part in
      others.contains { !text(part, of: entry, in: $0).isEmpty }
    }
    let order = Language.ordered(others, preferring: [])
    let source = FieldValues(entry).translationSource(system: nil)
    let all = (source.map { $0 == .english ? [] : [$0] } ?? []) + order
    guard let steps = all.lazy.compactMap({ entry.remedies[$0] }).first else { return parts }
    let own = entry.remedies[.english]?.count ?? 0
    let inSteps = own == 0 || own == steps.count
    parts += inSteps ? (1...steps.count).map { .step($0) } : [.remedy]
    return parts
  }

  private func text(
    _ part: TranslationPlace.Part, of entry: Entry, in language: Language
  ) -> String {
    let text: String? =
      switch part {
      case .message: entry.texts[language]?.message
      case .description: entry.texts[language]?.description
      case .remedy: entry.remedies[language]?.joined(separator: "\n")
      case .step(let number):
        entry.remedies[language].flatMap { number <= $0.count ? $0[number - 1] : nil }
      }
    var trimmed = (text ?? "").utf8[...]
    while trimmed.first == 0x0A { trimmed.removeFirst() }
    while trimmed.last == 0x0A { trimmed.removeLast() }
    return String(Substring(trimmed))
  }
}
