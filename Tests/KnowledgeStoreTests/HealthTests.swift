import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

/// An entry with a text of each kind, and a question that is open.
private func examinedBase() throws -> KnowledgeBase {
  let base = try emptyBase()
  let first = draft(
    "E1", "磁盘已满", remedy: ["清理"], category: "net", aliases: ["D1"], attributes: ["源": "JOB"])
  try base.take(page(1, [first, draft("E2", "内存不足"), draft("E3", "端口占用")]))
  _ = try base.edit(
    [EntryEdit(try base.address("E2"), [.message(.simplifiedChinese): "内存没了"])],
    by: Authorship(author: "li", command: "set"))
  try base.take(page(2, [first, draft("E2", "内存告急"), draft("E3", "端口占用")]))
  return base
}

@Test func `a base that errkb wrote is sound`() throws {
  let base = try examinedBase()
  #expect(try base.reviews().count == 1)
  let report = try base.examine()
  #expect(report.isSound, "\(report)")
  #expect(report.history == HealthFindings())
}

@Test(
  arguments: [
    (
      "UPDATE translations SET message = '磁盘己满' WHERE message = '磁盘已满'", [],
      ["desk:E1: message.zh-Hans is another than the history says"],
      ["desk:E1 is not indexed under the texts it has"]
    ),
    (
      "UPDATE codes SET key = 'E9' WHERE code = 'E1'", ["desk:E1: 'E1' is not found by its key"],
      [], []
    ),
    (
      "UPDATE aliases SET key = 'D9'", ["desk:E1: 'D1' is not found by its key"], [], []
    ),
    (
      "UPDATE translations SET language = 'abcdefgh' WHERE message = '端口占用'",
      ["desk:E3 (abcdefgh): 'abcdefgh' is not how a language is written"],
      ["desk:E3: it cannot be compared with the history"], []
    ),
    (
      "UPDATE translations SET language = 'zh' WHERE message = '端口占用'",
      ["desk:E3 (zh): 'zh' is not how a language is written; it is written 'zh-Hans'"], [], []
    ),
    (
      "UPDATE codes SET attributes = '{\"a' WHERE code = 'E1'",
      ["desk:E1: 'attributes' is not readable"],
      ["desk:E1: it cannot be compared with the history"],
      ["desk:E1 is not indexed under the texts it has"]
    ),
    (
      "UPDATE provenance SET base = '{\"message.zh-Hans\":\"端口站用\"}' WHERE code = 'E3'", [],
      ["desk:E3 in page: base.message.zh-Hans is another than the history says"], []
    ),
    (
      "UPDATE provenance SET base = '{\"message.zh-Hans\":5}' WHERE code = 'E3'",
      ["desk:E3: 'base' holds something else than texts"],
      ["desk:E3 in page: base.message.zh-Hans is another than the history says"], []
    ),
    (
      "UPDATE reviews SET field = 'mess'",
      ["desk:E2: a question is open about 'mess', which is no field"], nil, []
    ),
    (
      "UPDATE reviews SET theirs = 'x'", [],
      ["desk:E2 in page: conflict.theirs.message.zh-Hans is another than the history says"], []
    ),
    (
      "UPDATE changes SET before = replace(before, '内存不足', '内存不是') WHERE revision = 2", [],
      [
        "desk:E2: change 9 of the history begins with another message.zh-Hans than the one before it left"
      ],
      []
    ),
    (
      "UPDATE changes SET after = '[]' WHERE revision = 2",
      ["change 9 of the history: 'after' is not readable"], nil, []
    ),
    (
      "UPDATE changes SET revision = 3 WHERE revision = 2", [],
      [
        "desk:E2: revision 2 is missing in the history",
        "desk:E2: it has revision 2, and the history 3",
      ], []
    ),
    (
      "UPDATE codes SET revision = 5 WHERE code = 'E3'", [],
      ["desk:E3: it has revision 5, and the history 1"], []
    ),
    (
      "UPDATE systems SET name = 'x'", [], ["system desk: name is another than the history says"],
      []
    ),
    ("UPDATE documents SET sha256 = replace(sha256, '0', '1')", [], nil, []),
    (
      "DELETE FROM changes WHERE code_id = 3 AND revision = 1", [],
      ["desk:E3 is not in the history"], []
    ),
    (
      "DELETE FROM error_search WHERE rowid = 3", [], [],
      ["desk:E3 is not indexed under the texts it has"]
    ),
    (
      "INSERT INTO error_search (rowid, code) VALUES (99, 'x')", [], [],
      ["rows of the index that belong to no entry: 1"]
    ),
  ] as [(String, [String], [String]?, [String])])
func `what was damaged is found and named`(
  sql: String, content: [String], history: [String]?, index: [String]
) throws {
  let base = try examinedBase()
  try base.connection.execute(
    "PRAGMA ignore_check_constraints = ON; \(sql); DELETE FROM unindexed;"
      + "PRAGMA ignore_check_constraints = OFF")
  let report = try base.examine()
  #expect(report.isDamaged)
  #expect(report.content.sentences == content)
  if let history { #expect(report.history?.sentences == history) }
  #expect(report.history?.isEmpty == (history?.isEmpty ?? false))
  #expect(report.index.sentences == index)
}

@Test(arguments: [
  (
    "CREATE TRIGGER t AFTER INSERT ON batches BEGIN DELETE FROM remedies; END",
    ["trigger t is none of errkb's"]
  ),
  ("DROP TRIGGER codes_updated", ["trigger codes_updated is missing"]),
  ("CREATE VIEW mine AS SELECT 1", []),
])
func `what a file is made of is compared`(sql: String, problems: [String]) throws {
  let base = try examinedBase()
  try base.connection.execute(sql)
  #expect(try base.examine().problems == problems)
}

@Test func `of many problems a hundred are named and all are counted`() throws {
  let base = try emptyBase()
  try base.take(page(1, (1...300).map { draft("E\($0)", "某") }))
  try base.connection.execute("UPDATE codes SET key = 'x' || id; DELETE FROM unindexed")
  let report = try base.examine()
  #expect(report.content.count == 300)
  #expect(report.content.sentences.count == 100)
}

@Test func `what other tools changed is compared when it is settled`() throws {
  let base = try examinedBase()
  try base.connection.execute("UPDATE translations SET message = 'x' WHERE message = '端口占用'")
  let report = try base.examine()
  #expect(!report.isDamaged && report.unindexed == ["desk:E3"])
  _ = try base.reindex(rebuilding: false, by: Authorship(author: "li", command: "reindex"))
  #expect(try base.examine().isSound)
}

/// A file that was damaged by a tool that may write the inner tables of the index.
private func damagedFile(in folder: String, _ sql: String) throws -> String {
  let path = folder + "/kb.db"
  try examinedBase().connection.backUp(to: path)
  let connection = try Connection(path: path, mode: .readWrite, trust: .own)
  try connection.execute(
    "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; \(sql)")
  try connection.close()
  return path
}

@Test(arguments: [
  "DELETE FROM error_search_data WHERE id > 10",
  "UPDATE error_search_data SET block = zeroblob(300) WHERE id = 10",
  "UPDATE error_search_data SET block = zeroblob(300) WHERE id = 1",
  "UPDATE error_search_data SET block = zeroblob(300) WHERE id > 10",
  "DELETE FROM error_search_data",
  "UPDATE error_search_config SET v = 99",
  "UPDATE error_search_config SET v = 'nothing' WHERE k = 'rank'",
  "DELETE FROM error_search_docsize",
  "DELETE FROM error_search_content",
  "DELETE FROM error_search_config",
  "UPDATE error_search_idx SET pgno = 98",
  "UPDATE error_search_data SET block = x'ff' WHERE id = 10",
])
func `a damaged index is named, and built anew`(sql: String) throws {
  try withTemporaryFolder { folder in
    let path = try damagedFile(in: folder, sql)
    let report = try KnowledgeBase(path: path, for: .examining).examine()
    #expect(!report.index.isEmpty && report.content.isEmpty && report.problems.isEmpty, "\(report)")
    let base = try KnowledgeBase(path: path, for: .writing)
    #expect(try base.reindex(rebuilding: true, by: maintainer) == 0)
    #expect(try base.examine().isSound)
    let again = try KnowledgeBase(path: path, for: .reading)
    #expect(try again.search(SearchRequest(SearchQuery("清理"))).map(\.entry.code) == ["E1"])
    #expect(try again.examine().isSound)
  }
}

@Test(arguments: [
  "DELETE FROM error_search_data WHERE id > 10",
  "UPDATE error_search_data SET block = zeroblob(300) WHERE id = 10",
  "DELETE FROM error_search_data", "UPDATE error_search_config SET v = 99",
])
func `a search in a damaged index finds nothing and says why`(sql: String) throws {
  try withTemporaryFolder { folder in
    let path = try damagedFile(in: folder, sql)
    let base = try KnowledgeBase(path: path, for: .reading)
    let error = #expect(throws: StoreError.self) {
      _ = try base.search(SearchRequest(SearchQuery("清理")))
    }
    guard case .damagedIndex(path: path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}

@Test func `a write that meets a damaged index says so and changes nothing`() throws {
  try withTemporaryFolder { folder in
    let path = try damagedFile(
      in: folder, "UPDATE error_search_data SET block = zeroblob(300) WHERE id = 10")
    let base = try KnowledgeBase(path: path, for: .writing)
    let error = #expect(throws: StoreError.self) {
      _ = try base.edit(
        [EntryEdit(try base.address("E1"), [.category: "disk"])], by: maintainer)
    }
    guard case .damagedIndex = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try base.entry(id: 1)?.category == "net")
  }
}

@Test func `an attribute that is no JSON is told with its entry`() throws {
  try withTemporaryFolder { folder in
    let path = try damagedFile(in: folder, "UPDATE codes SET attributes = 'not json' WHERE id = 1")
    let base = try KnowledgeBase(path: path, for: .writing)
    let told = StoreError.damagedContent(
      path: path, sentence: "desk:E1: 'attributes' is not readable")
    #expect(throws: told) { try base.reading { try base.entry(id: 1) } }
    #expect(throws: told) { try base.reindex(rebuilding: true, by: maintainer) }
  }
}

@Test func `a table of others that keeps an entry is named`() throws {
  try withTemporaryFolder { folder in
    let path = try damagedFile(
      in: folder,
      "CREATE TABLE notes (c INTEGER REFERENCES codes (id)); INSERT INTO notes VALUES (1)")
    let base = try KnowledgeBase(path: path, for: .writing)
    #expect(throws: StoreError.foreignTable(path: path, table: "notes")) {
      try base.removeSystem("desk", withEntries: true, by: maintainer)
    }
    _ = try base.examine()
  }
}
