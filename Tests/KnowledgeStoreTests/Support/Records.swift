import Catalog
import Publishing
import Testing

@testable import KnowledgeStore

/// The lossless formats.
enum RecordFormat: CaseIterable {
  case lines
  case yaml

  fileprivate var writer: any EntryWriter {
    switch self {
    case .lines: JSONLinesWriter()
    case .yaml: YAMLRecordWriter()
    }
  }

  /// The records of a text, as `errkb import` reads them.
  func records(_ text: String) throws -> [Record] {
    var form = RecordForm()
    var nodes: [RecordNode] = []
    switch self {
    case .lines:
      for (index, line) in text.split(separator: "\n").enumerated() {
        nodes.append(try RecordNode(json: Array(line.utf8), line: index + 1))
      }
    case .yaml:
      for document in text.split(separator: "---\n") where !document.isEmpty {
        nodes.append(try #require(try RecordNode(yaml: Array(document.utf8), line: 1)))
      }
    }
    let records = nodes.compactMap { form.record($0) }
    try #require(form.problems == [])
    return records
  }
}

extension KnowledgeBase {
  /// Everything as an export carries it.
  func exported(
    _ format: RecordFormat = .lines, languages: [Language] = []
  ) throws -> String {
    var selection = Selection()
    selection.filter.includesRemoved = true
    selection.languages = languages
    var writer = format.writer
    var bytes: [UInt8] = []
    for system in try systemRecords(selection) {
      try writer.begin(system, fields: [], to: &bytes)
      selection.systems = [system.system.slug]
      try forEachRecord(selection, withSources: true) { try writer.write($0, to: &bytes) }
      try writer.endSystem(to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Takes an export in.
  @discardableResult
  func restore(
    _ text: String, _ format: RecordFormat = .lines, onConflict: OnConflict = .fail,
    system: String? = nil, dryRun: Bool = false,
    complain: (String) -> Void = { Issue.record("\($0)") }
  ) throws -> [RestoreReport] {
    var options = RestoreOptions()
    options.onConflict = onConflict
    options.system = system
    options.isDryRun = dryRun
    var records = try format.records(text)[...]
    return try restore(
      options: options, by: Authorship(author: "ben", command: "import base"),
      next: {
        records.popFirst().map { record in
          switch record {
          case .system(let system): .system(system)
          case .entry(let entry): .entry(entry)
          }
        }
      }, complain: complain)
  }
}
