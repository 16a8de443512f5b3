import Foundation
import SystemPackage
import Testing

/// Databases that cannot be used as usual, and imports that do not come to their end.
@Suite struct DatabaseTests {
  @Test func `a base that is locked is told after a while, and read all the same`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let before = try await shell("errkb --db kb.db export --format jsonl", in: folder)
      // The shell holds the lock until its input ends.
      let result = try await shell(
        """
        mkfifo gate; (echo 'BEGIN IMMEDIATE;'; echo '.shell touch held'; cat gate) | sqlite3 kb.db &
        exec 9> gate; while [ ! -e held ]; do sleep 0.1; done
        errkb --db kb.db list | wc -l
        errkb --db kb.db import --system disk page.md; echo $?
        errkb --db kb.db reindex --json; echo $?
        exec 9>&-; wait
        """, in: folder)
      #expect(result.output == "2\n5\n5\n")
      let lines = result.error.split(separator: "\n")
      #expect(
        lines.first == "errkb: kb.db is locked by another process")
      #expect(lines.dropFirst().first == "try again when it has finished")
      let last = try #require(lines.last)
      let error = try #require(try json(String(last))["error"] as? [String: Any])
      #expect(error["code"] as? String == "locked")
      let after = try await shell("errkb --db kb.db export --format jsonl", in: folder)
      #expect(after.output == before.output)
    }
  }

  @Test(arguments: ["delete", "wal"])
  func `a base that cannot be written answers and refuses to change`(
    journal: String
  ) async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let prepared = try await shell(
        """
        sqlite3 kb.db 'PRAGMA journal_mode = \(journal)' && rm -f kb.db-wal kb.db-shm
        mkdir media && mv kb.db media && chmod a-w media/kb.db media
        """, in: folder)
      try #require(prepared.status == 0, "\(prepared.error)")
      // The superuser may write everything; then another user tries.
      let user =
        getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
      _ = try await shell("chmod a+rx .", in: folder)
      let list = try await shell("\(user)errkb --db media/kb.db list", in: folder)
      #expect(list.status == 0, "\(list.error)")
      #expect(list.output.split(separator: "\n").count == 2)
      let doctor = try await shell("\(user)errkb --db media/kb.db doctor", in: folder)
      #expect(doctor.status == 0, "\(doctor.error)")
      _ = try await shell("sed -i s/full/empty/ page.md", in: folder)
      let result = try await shell(
        "\(user)errkb --db media/kb.db import --system disk page.md", in: folder)
      #expect(result.status == 5, "\(result.error)")
      #expect(result.error.contains("media/kb.db"))
      #expect(result.error.split(separator: "\n").count <= 2, "\(result.error)")
      for read in ["history", "review"] {
        let told = try await shell("\(user)errkb --db media/kb.db \(read)", in: folder)
        #expect(told.status == 0, "\(read): \(told.error)")
      }
      let refused = try await shell(
        "\(user)errkb --db media/kb.db revert --batch 1", in: folder)
      #expect(refused.status == 5, "\(refused.error)")
      for verb in [
        "set D1 message.en=x", "add disk:D3 message.en=x", "remedy D1 add x", "deprecate D1",
        "rm D1 --force", "systems add tape", "systems rm disk --force", "systems rename disk tape",
        "documents rename page other", "documents forget page --force",
      ] {
        let refused = try await shell("\(user)errkb --db media/kb.db \(verb)", in: folder)
        #expect(refused.status == 5, "\(verb): \(refused.error)")
        #expect(refused.error.contains("media/kb.db cannot be written"), "\(refused.error)")
        #expect(refused.error.split(separator: "\n").count <= 2, "\(refused.error)")
      }
      let after = try await shell("\(user)errkb --db media/kb.db list", in: folder)
      #expect(after.output == list.output)
      _ = try await shell("chmod -R u+w media", in: folder)
    }
  }

  @Test func `a folder that cannot be written takes no new base`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      _ = try await shell("mkdir closed; chmod a-w closed; chmod a+rx .", in: folder)
      let user =
        getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
      for path in ["closed/kb.db", "closed/deeper/kb.db", "page.md/kb.db"] {
        let result = try await shell(
          "\(user)errkb --db \(path) import --system disk page.md", in: folder)
        #expect(result.status == 5, "\(result.error)")
        #expect(result.error.contains("closed") || result.error.contains("page.md"))
        #expect(result.error.split(separator: "\n").count <= 2, "\(result.error)")
      }
      _ = try await shell("chmod u+w closed", in: folder)
    }
  }

  @Test func `changes in a log that cannot be merged are not passed over`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let prepared = try await shell(
        """
        mkdir media; chmod a+rx .; sqlite3 kb.db "UPDATE translations SET message = 'newer'" \
          '.shell cp kb.db kb.db-wal media'
        chmod a-w media/* media
        """, in: folder)
      try #require(prepared.status == 0, "\(prepared.error)")
      let user =
        getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
      let refused = try await shell("\(user)errkb --db media/kb.db list", in: folder)
      #expect(refused.status == 5)
      #expect(refused.error.contains("copy both files"), "\(refused.error)")
      // A log without changes holds nothing back.
      _ = try await shell("chmod u+w media/*; : > media/kb.db-wal; chmod a-w media/*", in: folder)
      let read = try await shell("\(user)errkb --db media/kb.db list", in: folder)
      #expect(read.status == 0, "\(read.error)")
      _ = try await shell("chmod -R u+w media", in: folder)
    }
  }

  @Test(.enabled(if: canMount, "NOT TESTED: a small disk needs the right to mount one"))
  func `a disk that is full is told as full`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      _ = try await shell(longPage(3000), in: folder)
      let result = try await shell(
        """
        mkdir disk; exec unshare -m sh -c '
          mount -t tmpfs -o size=600k tmpfs disk && cp kb.db disk &&
          errkb --db disk/kb.db import --system long long.md; echo $?
          errkb --db disk/kb.db list | wc -l; errkb --db disk/kb.db doctor | tail -2'
        """, in: folder)
      #expect(
        result.output == "5\n2\nhistory      complete\nindex        complete\n", "\(result.error)")
      #expect(result.error.contains("no space left for disk/kb.db; nothing was changed"))
    }
  }

  @Test func `a disk that fills up during an import changes nothing`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      _ = try await shell(longPage(3000), in: folder)
      let before = try await shell("errkb --db kb.db export --format jsonl", in: folder)
      // A limit on the size of files stands in for a disk that is full; in blocks of 512 bytes.
      let result = try await shell(
        "trap '' XFSZ; ulimit -f 1000; exec errkb --db kb.db import --system long long.md",
        in: folder)
      #expect(result.status == 5, "\(result.error)")
      #expect(result.error.split(separator: "\n").count <= 2, "\(result.error)")
      #expect(result.error.contains("nothing was changed"), "\(result.error)")
      let after = try await shell("errkb --db kb.db export --format jsonl", in: folder)
      #expect(after.output == before.output)
      let doctor = try await shell("errkb --db kb.db doctor", in: folder)
      #expect(doctor.status == 0, "\(doctor.output)")
    }
  }

  @Test(canKillAtCalls)
  func `an import that is killed leaves all of it or none`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      _ = try await shell("\(longPage(60)); cp kb.db try.db", in: folder)
      let found = try await outcomes(of: "cp kb.db try.db", in: folder)
      for (point, outcome) in found {
        // The doctor is content, there are the old entries or all, and one can go on.
        #expect(outcome == "137 0 2 0" || outcome == "137 0 62 0", "killed at \(point)")
      }
      #expect(Set(found.map(\.outcome)).count == 2)
    }
  }

  @Test(canKillAtCalls)
  func `a first import that is killed leaves no base or a whole one`() async throws {
    try await inTemporaryFolder { folder in
      _ = try await shell(longPage(60), in: folder)
      let found = try await outcomes(of: ":", in: folder)
      for (point, outcome) in found {
        #expect(
          ["137 5 0 0", "137 0 0 0", "137 0 60 0"].contains(outcome), "killed at \(point)")
      }
      #expect(Set(found.map(\.outcome)).count == 3)
    }
  }

  /// Kills an import at each of its calls that matter, and says for each how it ended, what the doctor
  /// says, how many entries there are, and how the same import ends then.
  private func outcomes(
    of preparation: String, in folder: FilePath
  ) async throws -> [(point: KillPoint, outcome: String)] {
    let command = "errkb --db try.db import --system long long.md"
    let points = try await killPoints(of: command, at: "try.db", in: folder)
    let rounds = points.map { point in
      """
      rm -f try.db*; \(preparation); \(point.killer) \(command) 2>/dev/null; killed=$?
      errkb --db try.db doctor >/dev/null 2>&1; doctor=$?
      count=$(errkb --db try.db list 2>/dev/null | wc -l)
      \(command) 2>/dev/null; again=$?
      errkb --db try.db doctor >/dev/null 2>&1 || again="$again, doctor $?"
      echo "$killed $doctor $count $again"

      """
    }
    let result = try await shell(rounds.joined(), in: folder)
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == points.count, "\(result.error)")
    return zip(points, lines).map { ($0, $1) }
  }

  @Test func `several imports at once wait for each other`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await shell(
        """
        for i in 1 2 3 4; do
          errkb --db kb.db import --system "disk$i" --document page page.md &
        done; wait; errkb --db kb.db list | wc -l; errkb --db kb.db doctor > /dev/null; echo $?
        """, in: folder)
      #expect(result.output == "10\n0\n", "\(result.error)")
    }
  }

  @Test func `processes that make one base at once wait for each other`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        for round in 1 2 3 4 5 6 7 8; do
          for i in 1 2 3 4 5 6; do
            errkb --db new$round.db add shop:E$i --system shop message.en=m 2>errors.$i || cat errors.$i &
          done; wait; errkb --db new$round.db list | wc -l
        done
        """, in: folder)
      #expect(result.output == String(repeating: "6\n", count: 8), "\(result.error)")
    }
  }

  @Test func `a new system is told by the process that made it`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        for round in 1 2 3; do
          for i in 1 2 3 4 5 6; do
            errkb --db new$round.db add E$i --system shop message.en=m 2>errors.$round.$i &
          done; wait; cat errors.$round.* | grep -c 'new system shop'
        done
        """, in: folder)
      #expect(result.output == "1\n1\n1\n", "\(result.error)")
    }
  }

  @Test(arguments: [0, 1, 100, 512, 4096, 5000, 40_000])
  func `a file that is cut off is refused or told as damaged`(length: Int) async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      _ = try await shell("head -c \(length) kb.db > cut.db; cp cut.db copy", in: folder)
      let list = try await shell("errkb --db cut.db list", in: folder)
      #expect(list.status == 5, "\(list.output)")
      let doctor = try await shell("errkb --db cut.db doctor", in: folder)
      #expect(doctor.status == 5, "\(doctor.output)")
      let compared = try await shell("cmp cut.db copy", in: folder)
      #expect(compared.status == 0)
    }
  }

  @Test func `damage in the middle of a file is found by the doctor`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      _ = try await shell("sqlite3 kb.db 'PRAGMA wal_checkpoint(TRUNCATE)'", in: folder)
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.appending("kb.db").string)))
      for offset in stride(from: 3 * 4096, to: bytes.count, by: 4096) {
        for index in offset..<min(offset + 64, bytes.count) { bytes[index] ^= 0x5A }
      }
      try write(bytes, to: folder.appending("hurt.db"))
      for verb in ["doctor", "list", "import --system disk page.md"] {
        let result = try await shell("errkb --db hurt.db \(verb)", in: folder)
        #expect(result.status == 5, "\(verb): \(result.output)\(result.error)")
      }
    }
  }

  private func makeBase(_ folder: FilePath) async throws { try await Self.base.copy(to: folder) }

  /// A page, and a base with all of it in the one file.
  private static let base = PreparedFiles(
    "page.md", "kb.db",
    madeBy: """
      printf '| code | message |\\n|---|---|\\n| D1 | disk is full |\\n| D2 | disk is gone |\\n' > page.md
      errkb --db kb.db import --system disk page.md
      sqlite3 kb.db 'PRAGMA wal_checkpoint(TRUNCATE)' > /dev/null
      """)

  /// Makes a page of so many rows.
  private func longPage(_ rows: Int) -> String {
    """
    awk 'BEGIN { print "| code | message | remedy |\\n|---|---|---|";
      for (i = 0; i < \(rows); i++) printf "| L%05d | failure %d of the long page 任务不存在 | try %d again |\\n", i, i, i
    }' > long.md
    """
  }
}

/// Whether a file system can be mounted that nobody else sees.
let canMount: Bool = {
  guard getuid() == 0 else { return false }
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/unshare")
  process.arguments = ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }  // no such tool, no such right
  process.waitUntilExit()
  return process.terminationStatus == 0
}()
