import Catalog
import Documents
import Glibc
import KnowledgeStore
import Migrations
import Storage

// Imports made-up pages of growing size and compares with a bare loop over prepared statements that
// inserts the same rows into the same schema. Prints seconds of processor time, and ratios of medians over the rounds.
//
// Usage: import-benchmark [ROUNDS [ENTRIES…]], or import-benchmark page ENTRIES to print a page.

if CommandLine.arguments.dropFirst().first == "page" {
  let entries = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1_000
  print(String(decoding: madeUpPage(entries: entries), as: UTF8.self), terminator: "")
  exit(0)
}
let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let rounds = numbers.first ?? 3
let sizes = numbers.count > 1 ? Array(numbers.dropFirst()) : [10_000, 100_000]
let folder = try TemporaryFolder()
var medians: [(entries: Int, read: Double, write: Double)] = []
for size in sizes {
  let page = madeUpPage(entries: size)
  var reads: [Double] = []
  var writes: [Double] = []
  var loops: [Double] = []
  var again: [Double] = []
  for round in 1...rounds {
    var document: ReadDocument?
    reads.append(try seconds { document = try readDocument(page, options: ReadingOptions()) })
    guard let document else { continue }
    let path = folder.path + "/\(size)-\(round).db"
    writes.append(try seconds { try importDocument(document, into: path) })
    again.append(
      try seconds {
        try importDocument(try readDocument(page, options: ReadingOptions()), into: path)
      })
    let rows = try CopiedRows(of: path)
    loops.append(try seconds { try rows.insert(into: path + ".loop") })
  }
  let (read, write, loop) = (median(reads), median(writes), median(loops))
  medians.append((size, read, write))
  print("\(size) entries: read \(read) s, import \(write) s, bare loop \(loop) s")
  print("  import / bare loop, same rows: \(rounded(write / loop))")
  print("  unchanged, read and import / read: \(rounded(median(again) / read))")
}
if let small = medians.first, let large = medians.last, sizes.count > 1 {
  let ratio = (large.read + large.write) / (small.read + small.write)
  print("\(large.entries) entries / \(small.entries) entries, read and import: \(rounded(ratio))")
}

/// A table of codes in the shape of vendors' pages; every message differs.
func madeUpPage(entries: Int) -> [UInt8] {
  var page = "# 错误码\n\n| 错误码 | HTTP 状态码 | 描述 | 解决方案 |\n| --- | --- | --- | --- |\n"
  let subjects = ["任务", "节点", "证书", "数据源", "实例", "镜像", "队列", "磁盘", "账号", "网关"]
  let faults = ["不存在", "已过期", "状态异常", "超出配额", "没有权限", "创建失败", "正在运行", "格式错误"]
  for index in 0..<entries {
    let subject = subjects[index % 10]
    let fault = faults[index / 10 % 8]
    page += "| \(1_000_000 + index) | \(400 + index % 5) | \(subject) obj_\(index) \(fault)，编号 {0} "
    page += "| 检查\(subject)是否\(fault)，修改 task_id_\(index % 997) 后重试；仍失败请把日志交给管理员 |\n"
  }
  return Array(page.utf8)
}

func importDocument(_ document: ReadDocument, into path: String) throws {
  let base = try KnowledgeBase(path: path, for: .creating)
  let version = DocumentVersion(
    system: SystemDescription(slug: "made-up"), name: "page", sha256: document.sha256,
    mapping: document.mapping.json, readerVersion: readerVersion, entries: document.entries)
  _ = try base.importDocuments(
    [version], options: .init(), by: Authorship(author: "benchmark", command: "import"))
}

/// The rows of a base, held ready to be inserted again.
struct CopiedRows {
  private var tables: [(sql: String, rows: [[Value]])] = []

  init(of path: String) throws {
    let connection = try Connection(path: path, mode: .readOnly)
    let names = [
      "systems", "documents", "codes", "aliases", "translations", "remedies", "provenance",
      "batches", "changes", "error_search",
    ]
    for name in names {
      // The full-text table does not list its row among its columns.
      let columns = name == "error_search" ? "rowid, *" : "*"
      let rows = try connection.query("SELECT \(columns) FROM \(name)") { row in
        (0..<row.count).map { row.value($0) }
      }
      guard let width = rows.first?.count else { continue }
      let marks = Array(repeating: "?", count: width).joined(separator: ", ")
      let into =
        name == "error_search"
        ? "error_search (rowid, code, message, description, context, remedy)" : name
      tables.append(("INSERT INTO \(into) VALUES (\(marks))", rows))
    }
  }

  /// Creates the schema and inserts every row, in one transaction and with the settings of errkb.
  func insert(into path: String) throws {
    let connection = try Connection(path: path)
    try connection.useWriteAheadLog()
    try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072")
    for migration in Migration.all { try connection.execute(migration.sql) }
    try connection.write {
      for table in tables {
        var statement = try connection.statement(table.sql)
        for row in table.rows { try statement.run(row) }
      }
      try connection.execute("DELETE FROM unindexed")
    }
  }
}

/// A folder that is gone when the program ends well.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/errkb-benchmark-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SQLiteError(code: .cantOpen, message: "mkdtemp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { system("rm -rf '\(path)'") }
}

/// Processor time, which does not count what other processes do meanwhile.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = clock()
  try body()
  return Double(clock() - start) / Double(CLOCKS_PER_SEC)
}

func median(_ values: [Double]) -> Double { rounded(values.sorted()[values.count / 2]) }
func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
