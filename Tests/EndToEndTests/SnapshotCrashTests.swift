import SystemPackage
import Testing

/// Snapshots that do not get to their end, and two that are in each other's way.
@Suite struct SnapshotCrashTests {
  @Test func `a check leaves the folder for temporary files as it is`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db; errkb snapshot s.db 2>/dev/null
        mkdir -m 700 -p tmp/errkb-copy-aB3dE6; export TMPDIR=$PWD/tmp; touch tmp/errkb-copy-aB3dE6/errkb.db
        errkb verify s.db | tail -1; errkb set 5100 category=x --dry-run >/dev/null 2>&1; (cd tmp; find . | sort)
        """, in: folder)
      #expect(
        result.output
          == "verified     sound\n.\n./errkb-copy-aB3dE6\n./errkb-copy-aB3dE6/errkb.db\n",
        "\(result.error)")
    }
  }

  /// Makes a base `kb.db`, the snapshots `old.db` and `new.db` of two of its states, and a folder.
  private static let setUp = """
    {
      echo '| 错误码 | 错误信息 | 处理措施 |'
      echo '| --- | --- | --- |'
      for number in $(seq 1000); do
        echo "| $((10000 + number)) | 第 $number 号仓库的门打不开 | 请找第 $number 号管理员取钥匙 |"
      done
    } > page.md
    errkb --db kb.db import page.md --system shop 2>/dev/null &&
    errkb --db kb.db snapshot old.db 2>/dev/null &&
    errkb --db kb.db set shop:10007 message.zh-Hans=门锁坏了 >/dev/null 2>&1 &&
    errkb --db kb.db snapshot new.db 2>/dev/null &&
    ! cmp -s old.db new.db && mkdir out
    """

  @Test(canKillAtCalls)
  func `killed at any call, a snapshot is absent, the old one or the whole new one`() async throws {
    try await inTemporaryFolder { folder in
      let made = try await shell(Self.setUp, in: folder)
      try #require(made.status == 0, "\(made.output)\(made.error)")
      let snapshot = "errkb --db kb.db snapshot out/errkb.db --force"
      let points = try await killPoints(of: snapshot, at: "errkb.db", in: folder)
      let rounds = points.map { point in
        ["rm out/errkb.db", "cp old.db out/errkb.db"].map { before in
          """
          \(before); \(point.killer) \(snapshot) 2>/dev/null
          [ $? -eq 137 ] || echo "\(point): not killed"
          if [ ! -e out/errkb.db ]; then echo absent
          elif cmp -s out/errkb.db new.db; then echo new
          elif cmp -s out/errkb.db old.db; then echo old
          else echo "\(point): damaged"; fi
          complete "\(point)"

          """
        }.joined()
      }
      let result = try await shell(
        """
        complete() {
          \(snapshot) 2>/dev/null || echo "$1: the next run failed"
          cmp -s out/errkb.db new.db || echo "$1: the next run made something else"
          [ "$(ls -A out)" = errkb.db ] || echo "$1: left:" $(ls -A out)
        }
        \(rounds.joined())
        """, in: folder)
      let found = Dictionary(
        result.output.split(separator: "\n").map { (String($0), 1) }, uniquingKeysWith: +)
      // Each is found, and nothing else; what was absent stays so up to the call that gives the name.
      #expect(Set(found.keys) == ["absent", "old", "new"], "\(found)")
      #expect(found.values.reduce(0, +) == 2 * points.count, "\(found)")
      #expect(found["absent"] == found["old"], "\(found)")
    }
  }

  @Test func `of two snapshots to one place at once each is whole or told that the other is at it`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let made = try await shell(Self.setUp, in: folder)
      try #require(made.status == 0, "\(made.output)\(made.error)")
      let result = try await shell(
        """
        for round in $(seq 8); do
          for run in a b; do
            (errkb --db kb.db snapshot out/errkb.db --force 2>$run.log && echo 0 >$run || echo $? >$run) &
          done
          wait
          cmp -s out/errkb.db new.db || echo "damaged"
          [ "$(ls -A out)" = errkb.db ] || echo "left:" $(ls -A out)
          case "$(cat a) $(cat b)" in
            "0 0") ;;
            "0 5") grep -q "another snapshot is being written" b.log || cat b.log ;;
            "5 0") grep -q "another snapshot is being written" a.log || cat a.log ;;
            *) echo "$(cat a) $(cat b)"; cat a.log b.log ;;
          esac
        done
        """, in: folder)
      #expect(result.output == "", "\(result.error)")
    }
  }

  @Test func `a snapshot is refused while another is written to the same place`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db
        flock .out.db.errkb-new errkb snapshot out.db
        """, in: folder)
      #expect(result.status == 5)
      #expect(
        result.error == """
          errkb: another snapshot is being written to out.db
          try again when it has finished\n
          """)
      let later = try await shell("errkb snapshot out.db 2>/dev/null; ls", in: folder)
      #expect(later.output == "data\nout.db\n")
    }
  }
}
