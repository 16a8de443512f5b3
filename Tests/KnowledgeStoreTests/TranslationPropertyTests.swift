import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

@Test(arguments: 21...26)
func `what comes back from translators as it was handed out changes nothing, however late`(
  seed: UInt64
) throws {
  var course = try RandomCourse(seed: seed)
  var files: [TranslationFile] = []
  for number in 1...120 {
    try course.step()
    guard number.isMultiple(of: 10) else { continue }
    let now = try [Language.english, chinese].map { try course.base.handedOut(into: $0) }
    let before = try course.base.dump()
    for file in now {
      try course.base.take(file)
      try course.base.take(file.unremembered)
    }
    for file in files { try course.base.take(file.ofSameEntries(in: course.base)) }
    #expect(try course.base.dump() == before, "step \(number)")
    #expect(try course.base.handedOut() == now[0])
    files += now
  }
}

@Test(arguments: 31...34)
func `nothing changes but what was translated`(seed: UInt64) throws {
  var course = try RandomCourse(seed: seed)
  for number in 1...80 {
    try course.step()
    guard number.isMultiple(of: 10) else { continue }
    var file = try course.base.handedOut()
    var typed: [TranslationPlace: String] = [:]
    for index in file.units.indices where Int.random(in: 0..<6, using: &course.random) == 0 {
      let text = "translated \(number) \(index)"
      file.units[index].text = text
      file.units[index].isFuzzy = Bool.random(using: &course.random)
      typed[file.units[index].place] = text
    }
    let entries = Set(typed.keys.map(\.entry.text))
    let before = try course.base.valuesByAddress()
    let report = try course.base.take(file)
    let waiting = Set(report.waiting.first)
    let after = try course.base.valuesByAddress()
    for (address, values) in after {
      let changed = values.fieldsChanged(from: try #require(before[address]))
      #expect(changed.isEmpty || entries.contains(address))
      // A text in another language may have been made from an English one.
      #expect(changed.allSatisfy { $0.language == .english || $0 == .state(chinese) })
      for field in changed where field.isText {
        #expect(typed.keys.contains { $0.part.field(in: .english) == field })
      }
    }
    for unit in try course.base.handedOut().units {
      guard let text = typed[unit.place], !waiting.contains(unit.place.entry.text) else { continue }
      #expect(unit.text == text)
    }
    try course.base.checkRecords()
  }
  try course.base.checkIndex()
}

extension KnowledgeBase {
  /// What every entry holds, by its place.
  fileprivate func valuesByAddress() throws -> [String: FieldValues] {
    var values: [String: FieldValues] = [:]
    try forEachRecord(Selection()) {
      values[$0.entry.id.text] = FieldValues($0.entry)
    }
    return values
  }
}

extension TranslationFile {
  /// The units of entries that were there under their code when the file was made.
  fileprivate func ofSameEntries(in base: KnowledgeBase) throws -> TranslationFile {
    guard let moment, try base.remembers(moment) else { return unremembered.with(units: []) }
    let kept = try units.filter { unit in
      guard let row = try base.row(at: unit.place.entry) else { return false }
      let then = try base.values(of: row, before: moment.batch + 1, now: base.entry(id: row))
      return then[.code].map { CodeKey($0) } == CodeKey(unit.place.entry.code)
        && then[.variant] ?? "" == unit.place.entry.variant
    }
    return with(units: kept)
  }

  private func with(units: [TranslationUnit]) -> TranslationFile {
    var file = self
    file.units = units
    return file
  }
}

extension KnowledgeBase {
  fileprivate func row(at place: EntryID) throws -> Int64? {
    try connection.query(
      "SELECT id FROM codes WHERE key = ? AND variant = ?",
      [.text(CodeKey(place.code).text), .text(place.variant)]
    ) { $0.int64(0) }.first
  }
}
