import Files
import Foundation
import TestSupport
import Testing

/// What is read of files, and what is not waited for.
@Suite struct InputFileTests {
  private let small = FileLimit(bytes: 4, name: "a word", advice: "shorten it")

  @Test func `what is no file is told at once`() throws {
    try withTemporaryFolder { folder in
      try #require(mkfifo("\(folder)/pipe", 0o600) == 0)
      for (path, kind, reason) in [
        ("\(folder)/pipe", FileKind.pipe, "it is a named pipe, and only a file can be read"),
        (folder, .folder, "it is a folder, and only a file can be read"),
        ("/dev/zero", .device, "it is a device, and only a file can be read"),
        ("/dev/null", .device, "it is a device, and only a file can be read"),
        ("/dev/tty", .device, "it is a device, and only a file can be read"),
      ] {
        do throws(FileError) {
          _ = try readFile(path, atMost: small)
          Issue.record("\(path) was read")
        } catch {
          // Without a terminal there is no /dev/tty.
          guard path != "/dev/tty" || error == .wrongKind(kind) else { continue }
          #expect(error == .wrongKind(kind))
          #expect(error.reason == reason)
        }
      }
    }
  }

  @Test func `a file is read up to its limit`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/file"
      try "four".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(try readFile(path, atMost: small) == Array("four".utf8))
      try "fives".write(toFile: path, atomically: false, encoding: .utf8)
      let error = FileError.tooLarge(size: 5, small)
      #expect(throws: error) { try readFile(path, atMost: small) }
      #expect(error.reason == "it has 5 bytes, and a word may have 4 bytes; shorten it")
      // A file of holes takes no room on the disk, and all of the memory.
      try #require(truncate(path, 1 << 40) == 0)
      #expect(throws: FileError.tooLarge(size: 1 << 40, .document)) {
        try readFile(path, atMost: .document)
      }
    }
  }

  @Test func `a pipe that the caller opened is read up to the limit`() throws {
    for (text, expected) in [("four", true), ("fives", false)] {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      defer { close(ends[0]) }
      try #require(write(ends[1], text, text.utf8.count) == text.utf8.count)
      close(ends[1])
      let path = "/dev/fd/\(ends[0])"
      if expected {
        #expect(try readFile(path, atMost: small) == Array(text.utf8))
      } else {
        let error = FileError.tooLarge(size: nil, small)
        #expect(throws: error) { try readFile(path, atMost: small) }
        #expect(
          error.reason == "it has more than 4 bytes, which is what a word may have; shorten it")
      }
    }
  }

  @Test func `a file that the caller opened is read from where it stands, as often as wanted`()
    throws
  {
    try withTemporaryFolder { folder in
      let path = "\(folder)/file"
      try "one two".write(toFile: path, atomically: false, encoding: .utf8)
      let descriptor = open(path, O_RDONLY)
      defer { close(descriptor) }
      try #require(lseek(descriptor, 4, SEEK_SET) == 4)
      for _ in 1...2 {
        #expect(try readFile("/proc/self/fd/\(descriptor)", atMost: small) == Array("two".utf8))
      }
    }
  }

  @Test func `lines come one by one, twice, and none is longer than its limit`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/lines"
      try "one\n\ntwo".write(toFile: path, atomically: false, encoding: .utf8)
      let lines = LineReader(try InputFile(path), atMost: small)
      for _ in 1...2 {
        #expect(try lines.next() == Array("one\n".utf8))
        #expect(try lines.next() == Array("\n".utf8))
        #expect(try lines.next() == Array("two".utf8))
        #expect(try lines.next() == nil)
        lines.rewind()
      }
      try "one\nthree\n".write(toFile: path, atomically: false, encoding: .utf8)
      let long = LineReader(try InputFile(path), atMost: small)
      #expect(try long.next() == Array("one\n".utf8))
      #expect(throws: FileError.tooLarge(size: nil, small)) { try long.next() }
    }
  }

  @Test func `what comes through a pipe can be read twice once it is all there`() throws {
    let limit = FileLimit(bytes: 1 << 17, name: "a line", advice: "split it")
    let long = String(repeating: "a", count: 100_000)
    for (lines, fits) in [([long, long, "b"], true), ([long + long], false)] {
      try withTemporaryFolder { folder in
        let path = "\(folder)/lines"
        try (lines.joined(separator: "\n") + "\n").write(
          toFile: path, atomically: false, encoding: .utf8)
        let cat = try #require(popen("cat '\(path)'", "r"))
        defer { pclose(cat) }
        let file = try InputFile("/dev/fd/\(fileno(cat))")
        guard fits else {
          do throws(FileError) {
            _ = try file.rereadable(atMost: limit)
            Issue.record("a line of 200,000 bytes was taken")
          } catch {
            #expect(error == .tooLarge(size: nil, limit))
          }
          return
        }
        let reader = LineReader(try file.rereadable(atMost: limit), atMost: limit)
        for _ in 1...2 {
          for line in lines { #expect(try reader.next() == Array((line + "\n").utf8)) }
          #expect(try reader.next() == nil)
          reader.rewind()
        }
      }
    }
  }
}
