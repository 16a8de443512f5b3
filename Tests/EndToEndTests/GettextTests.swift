import SystemPackage
import Testing

/// PO files in the hands of GNU gettext.
@Suite struct GettextTests {
  @Test func `msgfmt, msgmerge, msgattrib and msgcat change nothing of what errkb wrote`()
    async throws
  {
    try await inTemporaryFolder { folder in
      try await run(Self.makeBase, in: folder)
      let checked = try await run("msgfmt --check -o /dev/null en.po", in: folder)
      #expect(checked.error == "")
      let before = try await run("errkb export --format jsonl 2>/dev/null", in: folder).output
      #expect(before.contains("reviewed") && before.contains("outdated"))
      for tool in [
        "cat en.po", "msgcat --sort-output en.po", "msgcat --no-wrap en.po",
        "msgcat --width 20 en.po", "msgcat --escape en.po", "msgmerge --quiet en.po en.po",
        "msgmerge --quiet --previous en.po en.po", "msgattrib --no-obsolete en.po",
        "msgattrib --only-fuzzy en.po", "msgattrib --translated en.po",
        "msgattrib --untranslated en.po", "msgconv --to-code GB18030 en.po",
        "msgcat en.po | sed 's/$/\\r/'",
      ] {
        let result = try await shell("\(tool) > round.po && errkb import round.po", in: folder)
        #expect(result.status == 0, "\(tool): \(result.error)")
        let after = try await run("errkb export --format jsonl 2>/dev/null", in: folder).output
        #expect(after == before, "\(tool)")
      }
      let again = try await run("errkb export --format po --lang en 2>/dev/null", in: folder)
      #expect(try await run("cat en.po", in: folder).output == again.output)
    }
  }

  @Test func `of a file that a newer export was merged into, only what somebody wrote is taken`()
    async throws
  {
    try await inTemporaryFolder { folder in
      try await run(Self.makeBase, in: folder)
      try await run(
        """
        cp en.po old.po
        sed -i '/^msgctxt "desk:E3.message"/,/^msgstr/s/^msgstr.*/msgstr "Time is up after %s"/' old.po
        sed -i '/^msgctxt "desk:E4.message"/,/^msgstr/s/^msgstr.*/msgstr "Quota used up"/' old.po
        errkb add desk:E9 message.zh='连接超时了：%s' 2>/dev/null
        errkb set E2 message.zh='连接超时：%d 秒' 2>/dev/null
        errkb export --format po --lang en -o new.po 2>/dev/null
        errkb export --format jsonl -o before.jsonl 2>/dev/null
        msgmerge --quiet old.po new.po > merged.po
        """, in: folder)
      #expect(try await run("msgfmt --check -o /dev/null merged.po", in: folder).error == "")
      try await run("errkb import merged.po", in: folder)
      let changed = try await run("errkb history --batches | head -1 | cut -f5", in: folder)
      #expect(changed.output == "2\n")
      let after = try await run(
        "errkb show E3 E4 --json --lang en | tr ',' '\\n' | grep -c 'Time is up\\|Quota used'",
        in: folder)
      #expect(after.output == "2\n")
      #expect(
        try await run("errkb show E9 --json", in: folder).output.contains("\"en\"") == false)
    }
  }

  /// A base with texts that are hard to write, in all states, and its export.
  private static let makeBase = #"""
    cat > page.md <<'END'
    | 错误码 | 错误信息 | 错误说明 | 处理措施 |
    |---|---|---|---|
    | E1 | 磁盘 "C:\\dir" 已满 100% | 一<br>二\t | 1. 清理 `a\\nb`<br>2. 重试 |
    | E2 | 连接超时：%s | | 重试 |
    | E3 | 连接超时 %s | | 重试 |
    | E4 | 配额已用完，请在控制台申请提高上限，然后再试一次，直到成功为止，仍不成功时联系我们的值班同事 | | 重试 |
    | a/b#c:d | 网络中断 | | |
    END
    errkb import --system desk --lang zh page.md 2>/dev/null
    errkb set E1 message.en='Disk "C:\dir" is 100% full' description.en="$(printf 'one\n\ttwo\\')" 2>/dev/null
    errkb set E2 message.en='Timeout: %s' remedy.en='Retry.' state.en=reviewed 2>/dev/null
    errkb set 'a/b#c:d' message.en='Network down' 2>/dev/null
    errkb set 'a/b#c:d' message.zh='网断' 2>/dev/null
    errkb export --format po --lang en -o en.po 2>/dev/null
    """#

  /// Runs a line of shell, which has to succeed: a tool that is missing is no reason to pass.
  @discardableResult
  private func run(_ line: String, in folder: FilePath) async throws -> CommandResult {
    let result = try await shell("set -e\n" + line, in: folder)
    #expect(result.status == 0, "\(line)\n\(result.output)\(result.error)")
    return result
  }
}
