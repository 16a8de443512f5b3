import Catalog
import Publishing
import Testing

@testable import KnowledgeStore

extension KnowledgeBase {
  /// What translators are handed.
  func exportedPO(into target: Language = .english, from source: Language? = nil) throws -> String {
    var bytes: [UInt8] = []
    var writer = POWriter(
      into: target, from: source, at: try newestMoment(), generator: "errkb test")
    var selection = Selection()
    let systems = try systemRecords(selection)
    try writer.begin(systems, fields: [], to: &bytes)
    for system in systems {
      selection.systems = [system.system.slug]
      try writer.begin(system, fields: [], to: &bytes)
      try forEachRecord(selection) { try writer.write($0, to: &bytes) }
      try writer.endSystem(to: &bytes)
    }
    try writer.end(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same, read back.
  func handedOut(
    into target: Language = .english, from source: Language? = nil
  ) throws -> TranslationFile {
    let file = POFile(
      parsing: Array(try exportedPO(into: target, from: source).utf8), limit: 20)
    try #require(file.problems == [])
    #expect(file.header.language == target)
    return TranslationFile(
      language: target, source: file.header.source, moment: file.header.moment, units: file.units)
  }

  /// Takes a file in.
  @discardableResult
  func take(
    _ file: TranslationFile, onConflict: OnConflict = .fail, isStrict: Bool = false,
    dryRun: Bool = false, named name: String = "en.po",
    complain: (Int, String) -> Void = { Issue.record("\($0): \($1)") }
  ) throws -> TranslationReport {
    var options = TranslationOptions()
    options.onConflict = onConflict
    options.isDryRun = dryRun
    options.isStrict = isStrict
    options.listsChanges = true
    do {
      let reports = try takeTranslations(
        [file], options: options, by: Authorship(author: "tra", command: "import \(name)"),
        complain: { complain($1, $2) }, finish: {})
      return try #require(reports.first)
    } catch TranslationError.conflicts(let reports) where dryRun {
      return try #require(reports.first)
    }
  }

  /// State, approval and origins of the texts in a language, and the texts.
  func texts(
    of code: String, in language: Language = .english
  ) throws -> [String] {
    let values = FieldValues(try only(code))
    return values.fields.filter { $0.language == language && $0 != .reviewedAt(language) }
      .map { "\($0.name)=\((values[$0] ?? "").replacing("\n", with: " / "))" }
  }
}

extension TranslationFile {
  /// The file after a translator was at work.
  ///
  /// - Parameters:
  ///   - texts: translations by their places, such as `E1/message`.
  ///   - fuzzy: places whose mark is changed.
  func with(
    _ texts: [String: String] = [:], fuzzy: [String: Bool] = [:]
  ) -> TranslationFile {
    var file = self
    for index in file.units.indices {
      let place = String(file.units[index].place.description.dropFirst("desk:".count))
      if let text = texts[place] { file.units[index].text = text }
      if let mark = fuzzy[place] { file.units[index].isFuzzy = mark }
    }
    return file
  }

  /// The file as it comes to a base that does not remember it.
  var unremembered: TranslationFile {
    var file = self
    file.moment = nil
    return file
  }
}
