import Foundation
import SystemPackage
import Testing

/// Snapshots that are taken while somebody is at work.
@Suite struct SnapshotWriterTests {
  private let edits = 200
  private let snapshots = 8

  @Test
  func `snapshots under hundreds of edits are each a state that was, and no edit is kept out`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let made = try await shell(
        """
        for number in $(seq \(edits)); do
          echo '{"entry":"shop:'$((10000 + number))'","set":{"message.zh-Hans":"第'$number'号门打不开"}}'
        done > entries.jsonl
        errkb --db kb.db systems add shop >/dev/null 2>&1
        errkb --db kb.db add - < entries.jsonl >/dev/null
        """, in: folder)
      try #require(made.status == 0, "\(made.error)")
      // Edit k gives entry k the category k and a second text; a state is known by how far the edits had
      // come. Where calls can be held up, a snapshot reads so slowly that edits come in between.
      let result = try await shell(
        """
        touch edits
        slowly="strace -f -qq -o /dev/null -e trace=pread64 -e inject=pread64:delay_enter=4000"
        $slowly true 2>/dev/null || slowly=
        for number in $(seq \(edits)); do
          errkb --db kb.db set "shop:$((10000 + number))" category=$number message.en=open >/dev/null 2>>writer.log ||
            echo "edit $number: $?" >>failed
          echo $number >>edits
        done &
        for number in $(seq \(snapshots)); do
          # One every so many edits, however quick the machine is.
          while [ "$(wc -l <edits)" -lt $(((number - 1) * \(edits / snapshots))) ]; do sleep 0.01; done
          before=$(wc -l <edits)
          $slowly errkb --db kb.db snapshot $number.db 2>>snapshots.log || echo "snapshot $number: $?"
          echo "$number $before $(wc -l <edits)" >>states
        done
        wait
        cat failed 2>/dev/null
        errkb verify $(seq -f %g.db \(snapshots)) >verified || cat verified
        grep -c 'verified  *sound' verified
        wc -l <edits
        """, in: folder)
      let logs = try await shell("cat writer.log snapshots.log", in: folder)
      #expect(result.output == "\(snapshots)\n\(edits)\n", "\(result.error)\(logs.output)")
      #expect(!logs.output.contains("locked"))

      let states = try String(
        contentsOfFile: folder.appending("states").string, encoding: .utf8
      ).split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
      try #require(states.count == snapshots && states.allSatisfy { $0.count == 3 })
      var last = 0
      for state in states {
        let found = try await shell(
          """
          sqlite3 \(state[0]).db "
            SELECT count(*) FROM codes; SELECT count(category) FROM codes;
            SELECT count(*) FROM codes WHERE category IS NOT NULL AND code - 10000 <> category
              OR (category IS NOT NULL) <> (
                id IN (SELECT code_id FROM translations WHERE language = 'en'));
            SELECT coalesce(max(CAST(category AS INTEGER)), 0) FROM codes;
            SELECT count(*) FROM error_search WHERE error_search MATCH 'context : 1 *'" 2>&1
          """, in: folder)
        let numbers = found.output.split(separator: "\n").compactMap { Int($0) }
        try #require(numbers.count == 5, "\(found.output)")
        let done = numbers[1]
        #expect(numbers[0] == edits && numbers[2] == 0 && numbers[3] == done, "\(numbers)")
        // The edit that is under way may be in it before it is counted.
        #expect(done >= state[1] && done <= state[2] + 1, "\(state) \(numbers)")
        #expect(done >= last)
        let indexed = (1...edits).count { $0 <= done && String($0).hasPrefix("1") }
        #expect(numbers[4] == indexed, "\(numbers)")
        last = done
      }
      // They were taken all along, and not all of one state.
      #expect(last >= edits - edits / snapshots)
    }
  }
}
