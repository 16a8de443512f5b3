import Files
import Foundation
import TestSupport
import Testing

/// Names in folders, and where they lead.
@Suite struct FolderTests {
  @Test func `a name that is not UTF-8 is told, unless nobody wants it`() throws {
    try withTemporaryFolder { folder in
      let name = Array("\(folder)/b".utf8CString.dropLast()) + [-1] + Array(".md".utf8CString)
      let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
      try #require(descriptor >= 0)
      close(descriptor)
      try "".write(toFile: "\(folder)/a.txt", atomically: false, encoding: .utf8)
      #expect(try fileNames(in: folder) { $0.hasSuffix(".txt") } == ["a.txt"])
      let error = FileError.name(of: #"b\xFF.md"#)
      #expect(throws: error) { try fileNames(in: folder) { $0.hasSuffix(".md") } }
      #expect(
        error.reason == #"it holds a file whose name is not UTF-8, 'b\xFF.md'; rename it"#)
    }
  }

  @Test func `a path leads out of a folder by a link, and only by one that leads out`() throws {
    try withTemporaryFolder { root in
      let folder = "\(root)/list"
      for path in ["list", "list/sub", "list-2"] {
        try #require(mkdir("\(root)/\(path)", 0o700) == 0)
      }
      for path in ["out.md", "list/in.md", "list-2/near.md"] {
        try "".write(toFile: "\(root)/\(path)", atomically: false, encoding: .utf8)
      }
      for (name, target, leads) in [
        ("in", "in.md", false), ("deep", "sub/../in.md", false),
        ("absolute", "\(folder)/in.md", false),
        ("out", "../out.md", true), ("near", "../list-2/near.md", true), ("up", "..", true),
        ("root", "/etc/passwd", true), ("again", "out", true), ("nowhere", "../gone.md", false),
        ("self", ".", false),
      ] {
        try #require(symlink(target, "\(folder)/\(name)") == 0)
        #expect(leadsOut("\(folder)/\(name)", of: folder) == leads, "\(name) -> \(target)")
      }
      #expect(leadsOut("\(folder)/up/out.md", of: folder), "a link in the middle")
      #expect(!leadsOut("\(folder)/self/in.md", of: folder))
      #expect(!leadsOut("\(folder)/in.md", of: "/"))
    }
  }

  @Test func `what is in the way of a look is no absence`() throws {
    try withTemporaryFolder { folder in
      #expect(try FileKind.at("\(folder)/none") == nil)
      #expect(try FileKind.at(folder) == .folder)
      try #require(symlink("loop", "\(folder)/loop") == 0)
      #expect(throws: FileError.system(ELOOP)) { try FileKind.at("\(folder)/loop") }
    }
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0xE4, 0xBB, 0xBB], #"a\xFF任"#), ([0xE4, 0xBB], #"\xE4\xBB"#),
      ([0xC3, 0xDC, 0xC2, 0xEB], #"\xC3\xDC\xC2\xEB"#), ([0x07], "\u{7}"), ([], ""),
    ] as [([UInt8], String)])
  func `bytes that are no text are shown as numbers`(bytes: [UInt8], expected: String) {
    #expect(notation(bytes) == expected)
  }
}
