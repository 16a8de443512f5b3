import Foundation
import SystemPackage
import Testing

/// Two people at work on one base at the same time.
@Suite struct ConcurrentEditTests {
  @Test func `of two processes with a hundred edits each none is lost`() async throws {
    try await inTemporaryFolder { folder in
      let made = try await shell(
        """
        errkb --db kb.db systems add shop
        for code in SHARED ANN BOB; do errkb --db kb.db add shop:$code message.en=start; done
        """, in: folder)
      try #require(made.status == 0, "\(made.error)")
      // Every second edit is of the entry that both have, the others are of one's own.
      let result = try await shell(
        """
        work() {
          for number in $(seq 50); do
            errkb --db kb.db set shop:SHARED message.en="$1 $number" --author "$1" 2>>"$1.log" || echo "$1 $?"
            errkb --db kb.db set "shop:$1" message.en="$number" --author "$1" 2>>"$1.log" || echo "$1 $?"
          done
        }
        work ANN & work BOB; wait
        errkb --db kb.db doctor >/dev/null || echo doctor
        """, in: folder)
      #expect(result.output == "")
      for name in ["ANN", "BOB"] {
        let log = try String(
          contentsOfFile: folder.appending("\(name).log").string, encoding: .utf8)
        #expect(log.split(separator: "\n").count == 100)
        #expect(log.split(separator: "\n").allSatisfy { $0.contains(": message.en") }, "\(log)")
      }
      // Each edit is a revision of its own, after the one that added the entry.
      let revisions = try await shell(
        """
        sqlite3 kb.db "SELECT code, revision FROM codes ORDER BY code;
          SELECT code, count(DISTINCT after ->> '$.\\"message.en\\"') FROM history
          WHERE author IN ('ANN', 'BOB') GROUP BY code ORDER BY code"
        """, in: folder)
      #expect(
        revisions.output == "ANN|51\nBOB|51\nSHARED|101\nANN|50\nBOB|50\nSHARED|100\n",
        "\(revisions.error)")
    }
  }
}
