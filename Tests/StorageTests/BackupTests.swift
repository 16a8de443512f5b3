import Foundation
import Storage
import TestSupport
import Testing

@Test(arguments: [false, true])
func `a backup equals its source and is one file`(usesLog: Bool) throws {
  try withTemporaryFolder { folder in
    let source = try filled(path: folder + "/a.db")
    if usesLog {
      try source.useWriteAheadLog()
      try source.run("INSERT INTO t VALUES ('in the log only')")
    }
    let before = try files(in: folder)
    try source.backUp(to: folder + "/copy.db")
    #expect(try files(in: folder) == (before + ["copy.db"]).sorted())
    let copy = try Connection(path: folder + "/copy.db", mode: .readOnly)
    let all = "SELECT rowid, text FROM t ORDER BY rowid"
    let expected = try source.query(all) { [$0.value(0), $0.value(1)] }
    #expect(try copy.query(all) { [$0.value(0), $0.value(1)] } == expected)
    #expect(try copy.integrityProblems() == [])
    #expect(try copy.applicationID() == 77)
  }
}

@Test func `a database in memory can be backed up`() throws {
  try withTemporaryFolder { folder in
    let source = try filled(path: ":memory:")
    try source.backUp(to: folder + "/file:copy.db")
    let copy = try Connection(path: folder + "/file:copy.db", mode: .readOnly)
    #expect(try copy.numbers("SELECT count(*) FROM t") == [1000])
  }
}

@Test func `a backup overwrites nothing`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/precious.txt"
    try Data("precious".utf8).write(to: URL(filePath: path))
    let source = try filled(path: ":memory:")
    let error = failure { try source.backUp(to: path) }
    #expect(error?.code == .cantOpen)
    #expect(error?.message == "cannot create \(path): File exists")
    #expect(try Data(contentsOf: URL(filePath: path)) == Data("precious".utf8))
  }
}

@Test(arguments: ["", ":memory:", "a\0b"])
func `a backup needs the path of a file`(path: String) throws {
  let source = try filled(path: ":memory:")
  let error = failure { try source.backUp(to: path) }
  #expect(error?.code == .cantOpen)
}

@Test func `a backup into a folder that does not exist is an error`() throws {
  try withTemporaryFolder { folder in
    let source = try filled(path: ":memory:")
    let error = failure { try source.backUp(to: folder + "/missing/copy.db") }
    #expect(error?.code == .cantOpen)
    #expect(error?.message.hasSuffix("No such file or directory") == true)
  }
}

@Test func `a backup that fails leaves nothing`() throws {
  try withTemporaryFolder { folder in
    let source = try filled(path: ":memory:")
    let error = failure {
      try source.write {
        try source.run("INSERT INTO t VALUES ('not committed')")
        try source.backUp(to: folder + "/copy.db")
      }
    }
    #expect(error?.code == .busy)
    #expect(try files(in: folder) == [])
  }
}

@Test func `a backup of what is no database leaves nothing`() throws {
  try withTemporaryFolder { folder in
    try Data(repeating: 1, count: 5000).write(to: URL(filePath: folder + "/a.db"))
    let source = try Connection(path: folder + "/a.db")
    let error = failure { try source.backUp(to: folder + "/copy.db") }
    #expect(error?.code == .notADatabase)
    #expect(try files(in: folder) == ["a.db"])
  }
}

private func filled(path: String) throws -> Connection {
  let connection = try Connection(path: path)
  try connection.setApplicationID(77)
  try connection.execute("CREATE TABLE t (text TEXT)")
  try connection.write {
    for number in 1...1000 {
      try connection.run("INSERT INTO t VALUES (?)", [.text("文本\0\(number)")])
    }
  }
  return connection
}

@Test(arguments: [0o600, 0o640, 0o644])
func `a copy has the permissions of the file`(mode: Int) throws {
  try withTemporaryFolder { folder in
    let connection = try Connection(path: folder + "/a.db")
    try connection.execute("CREATE TABLE t (n)")
    #expect(chmod(folder + "/a.db", mode_t(mode)) == 0)
    try connection.backUp(to: folder + "/b.db")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/b.db")
    #expect(attributes[.posixPermissions] as? Int == mode)
  }
}
