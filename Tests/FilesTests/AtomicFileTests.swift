import Files
import Foundation
import Glibc
import TestSupport
import Testing

/// Files that appear when they are whole, and what others put in their way.
@Suite struct AtomicFileTests {
  /// Writes a file as the tool does.
  private func write(_ text: String, to path: String, replacing: Bool = true) throws {
    let file = try AtomicFile(at: path)
    try #require(
      text.utf8CString.withUnsafeBytes {
        Glibc.write(file.descriptor, $0.baseAddress, text.utf8.count)
      } == text.utf8.count)
    try file.putInPlace(replacing: replacing)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `what a killed run left under two names is replaced and not written into`() throws {
    try withTemporaryFolder { folder in
      let (path, growing) = ("\(folder)/out", "\(folder)/.out.errkb-new")
      try write("old", to: path)
      try #require(link(path, growing) == 0)
      let copy = open(path, O_RDONLY)
      defer { close(copy) }
      do {
        let file = try AtomicFile(at: path)
        #expect(ftruncate(file.descriptor, 3) == 0)
        #expect(try text(path) == "old", "the file in place is not the one that grows")
      }
      #expect(try text(path) == "old")
      try write("new", to: path)
      #expect(try text(path) == "new")
      #expect(try files(in: folder) == ["out"])
    }
  }

  @Test func `another file that lies under the name keeps its content`() throws {
    try withTemporaryFolder { folder in
      let (path, growing) = ("\(folder)/out", "\(folder)/.out.errkb-new")
      try "precious".write(toFile: "\(folder)/victim", atomically: false, encoding: .utf8)
      for plant in [
        { link("\(folder)/victim", growing) }, { symlink("victim", growing) },
        { symlink("nowhere", growing) }, { mkfifo(growing, 0o666) },
        {
          FileManager.default.createFile(
            atPath: growing, contents: Data(), attributes: [.posixPermissions: 0o677]) ? 0 : -1
        },
      ] {
        try #require(plant() == 0)
        unlink(path)
        try write("new", to: path)
        #expect(try text(path) == "new")
        #expect(try text("\(folder)/victim") == "precious")
        #expect(mode(path) & 0o111 == 0, "the rights are ours, not those of what lay there")
        #expect(try files(in: folder) == ["out", "victim"])
      }
    }
  }

  @Test func `a folder under the name is told by its name`() throws {
    try withTemporaryFolder { folder in
      let growing = "\(folder)/.out.errkb-new"
      try #require(mkdir(growing, 0o700) == 0)
      let expected = AtomicFileError.inTheWay(growing, .folder)
      #expect(throws: expected) { try write("new", to: "\(folder)/out") }
      #expect(expected.reason == "the folder \(growing) is in the way; remove it")
    }
  }

  @Test func `what cannot be removed is told by its name`() {
    #expect(
      AtomicFileError.inTheWay("/tmp/.out.errkb-new", .code(EPERM)).reason
        == "/tmp/.out.errkb-new is in the way and cannot be removed (Operation not permitted); "
        + "let its owner remove it")
  }

  @Test func `the new file has the rights of the old one`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/out"
      for rights in [0o600, 0o640, 0o666] as [mode_t] {
        try write("old", to: path)
        try #require(chmod(path, rights) == 0)
        let file = try AtomicFile(at: path)
        #expect(mode(file.path) == rights)
        try file.putInPlace(replacing: true)
        #expect(mode(path) == rights)
      }
    }
  }

  @Test func `a file that is there is not replaced unless that is wanted`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/out"
      try write("old", to: path, replacing: false)
      #expect(throws: AtomicFileError.exists) { try write("new", to: path, replacing: false) }
      #expect(try text(path) == "old")
      #expect(try files(in: folder) == ["out"])
    }
  }

  @Test func `a second run on the same file is told of the first`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/out"
      let file = try AtomicFile(at: path)
      #expect(throws: AtomicFileError.inProgress) { try write("second", to: path) }
      try file.putInPlace(replacing: false)
      #expect(try text(path) == "")
    }
  }

  @Test func `a file that was put in place of the growing one is not taken for it`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/out"
      let file = try AtomicFile(at: path)
      let growing = file.path
      unlink(growing)
      try "foreign".write(toFile: growing, atomically: false, encoding: .utf8)
      do throws(AtomicFileError) {
        try file.putInPlace(replacing: true)
        Issue.record("the foreign file was put in place")
      } catch {
        #expect(error == .replaced(growing))
      }
      #expect(try files(in: folder) == [".out.errkb-new"], "it is not ours to remove")
    }
  }

  @Test func `the longest name a file can have leaves room for the mark`() throws {
    try withTemporaryFolder { folder in
      for name in [String(repeating: "a", count: 255), String(repeating: "任", count: 85)] {
        try write("long", to: "\(folder)/\(name)")
        #expect(try text("\(folder)/\(name)") == "long")
      }
    }
  }
}
