import Foundation
import SystemPackage
import Testing

/// `edit` as a person sees it: vim in a terminal of 80 columns, which tmux plays.
@Suite struct VimTests {
  @Test func `a text typed in vim is saved as it was typed`() async throws {
    try await editing { screen in
      try await screen.type("/message:", "Enter", "A")
      try await screen.type(literal: "、第二句：“已满”　丟失 ñ €")
      try await screen.command("wq")
      let end = try await screen.wait(for: "ended with 0")
      #expect(end.contains("disk:D1  revision 2: message.zh-Hans, state.zh-Hans"))
      #expect(
        try await screen.value(of: "message")
          == "磁盘已满，无法写入数据、第二句：“已满”　丟失 ñ €")
      #expect(try await screen.kept() == "")
    }
  }

  @Test func `a mistake comes back with its complaint on top, and is saved once it is mended`()
    async throws
  {
    try await editing { screen in
      try await screen.command("%s/http_status: .*/http_status: 42/")
      try await screen.command("%s/category:/& 硬盘/")
      try await screen.command("wq")
      let complaint = try await screen.wait(for: "'http_status' is a number from 100 to 599")
      let rows = complaint.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(rows.first?.hasPrefix("#! Nothing has been saved.") == true, "\(complaint)")
      let line = try #require(rows[1].split { !$0.isNumber }.first.flatMap { Int($0) })
      #expect(rows[line - 1] == "  http_status: 42", "\(complaint)")
      try await screen.command("%s/http_status: 42/http_status: 503/")
      try await screen.command("wq")
      _ = try await screen.wait(for: "ended with 0")
      #expect(try await screen.value(of: "http_status") == "503")
      #expect(try await screen.value(of: "category") == "硬盘")
      #expect(try await screen.kept() == "")
    }
  }

  @Test(arguments: [("q!", 0), ("cq", 2)])
  func `who leaves vim without saving changes nothing`(ending: String, status: Int) async throws {
    try await editing { screen in
      try await screen.type("/category:", "Enter", "A")
      try await screen.type(literal: " 不要")
      try await screen.command(ending)
      let end = try await screen.wait(for: "ended with \(status)")
      #expect(end.contains("nothing was changed"))
      #expect(try await screen.value(of: "category") == "")
      #expect(try await screen.kept() == "")
    }
  }

  @Test(arguments: ["q!", "cq"])
  func `who gives a mistake up finds the text in a file`(ending: String) async throws {
    try await editing { screen in
      try await screen.command("%s/http_status: .*/http_status: 四二/")
      try await screen.command("wq")
      _ = try await screen.wait(for: "#! Nothing has been saved.")
      try await screen.command(ending)
      let end = try await screen.wait(for: "ended with 2")
      // The terminal breaks the line.
      #expect(end.replacing("\n", with: "").contains("edit --from"), "\(end)")
      #expect(try await screen.kept().contains("\n  http_status: 四二\n"))
      #expect(try await screen.value(of: "http_status") == "507")
    }
  }

  @Test func `a clash with another person is shown, decided and saved`() async throws {
    try await editing { screen in
      let other = try await shell(
        """
        errkb --db kb.db edit disk:D1 --print | sed 's/category:/& 别人的/; s/severity:/& 高/' |
          errkb --db kb.db edit --from - --author 李
        """, in: screen.folder)
      try #require(other.status == 0, "\(other.error)")
      try await screen.command("%s/category:/& 我的/")
      try await screen.command("wq")
      let shown = try await screen.wait(for: "#! 李 changed this, too (revision 2).")
      #expect(shown.contains("  #!   别人的\n"), "\(shown)")
      #expect(shown.contains("  category: 我的\n  http_status: 507\n  severity: 高\n"), "\(shown)")
      try await screen.command("g/#!/d")
      try await screen.command("wq")
      _ = try await screen.wait(for: "ended with 0")
      #expect(try await screen.value(of: "category") == "我的")
      #expect(try await screen.value(of: "severity") == "高")
      #expect(try await screen.kept() == "")
    }
  }

  @Test func `a file with a mistake is opened in vim to mend it`() async throws {
    let command = """
      errkb --db kb.db edit disk:D1 --print | sed 's/http_status: .*/http_status: 42/' > mine.yaml
      EDITOR='vim.tiny -u NONE -N' errkb --db kb.db edit --from mine.yaml
      """
    try await editing(command) { screen in
      let complaint = try await screen.wait(for: "'http_status' is a number from 100 to 599")
      #expect(complaint.hasPrefix("#! Nothing has been saved."))
      try await screen.command("%s/http_status: 42/http_status: 503/")
      try await screen.command("wq")
      _ = try await screen.wait(for: "ended with 0")
      #expect(try await screen.value(of: "http_status") == "503")
      #expect(try await screen.kept() == "")
    }
  }

  @Test func `what is missing is gone through until the person has had enough`() async throws {
    let command = """
      for code in D2 D3 D4 D5; do
        errkb --db kb.db add disk:$code message.zh=丢失 2>/dev/null
      done
      EDITOR='vim.tiny -u NONE -N' errkb --db kb.db translate --next --lang en
      """
    try await editing(command) { screen in
      try await screen.command("%s/message:$/& The disk is full/")
      try await screen.command("wq")
      let first = try await screen.wait(for: "open it?")
      #expect(
        first.contains(
          """
          disk:D1  revision 2: message.en, state.en
          1 saved, 4 left
          next: disk:D2  no message  丢失
          open it? [Y]es [s]kip [q]uit ?
          """), "\(first)")
      // What is no answer is asked again; Enter goes on.
      try await screen.type(literal: "what")
      try await screen.type("Enter", "s", "Enter")
      _ = try await screen.wait(for: "next: disk:D3")
      try await screen.type("Enter")
      _ = try await screen.wait(for: "- entry: disk:D3")
      try await screen.command("q!")
      let third = try await screen.wait(for: "next: disk:D4")
      #expect(third.contains("disk:D3  left as it was\n1 saved, 2 skipped, 2 left\n"), "\(third)")
      try await screen.type("y", "Enter")
      _ = try await screen.wait(for: "- entry: disk:D4")
      try await screen.command("%s/message:$/& The disk is gone/")
      try await screen.command("wq")
      _ = try await screen.wait(for: "2 saved, 2 skipped, 1 left")
      try await screen.type("n", "Enter")
      _ = try await screen.wait(for: "ended with 0")
      #expect(try await screen.kept() == "")
    }
  }

  @Test func `open questions are asked one by one`() async throws {
    let command = """
      errkb --db kb.db set disk:D1 message.zh=我的 category=我的 2>/dev/null
      sed 's/磁盘/硬盘/; s/清理硬盘/删除文件/' page.md > next.md
      errkb --db kb.db import --system disk --document page next.md 2>/dev/null
      EDITOR='vim.tiny -u NONE -N' errkb --db kb.db review --settle
      """
    try await editing(command, until: "1 of 1") { screen in
      #expect(
        try await screen.contents().contains("1 of 1: [o]urs [t]heirs [e]dit [l]ater [q]uit ?"))
      try await screen.type("x", "Enter")
      _ = try await screen.wait(for: "[q]uit ? x\n1 of 1:")
      try await screen.type("E", "Enter")
      _ = try await screen.wait(for: "# ---- your text below this line ----")
      try await screen.command("q!")
      _ = try await screen.wait(for: "[q]uit ? E\n1 of 1:")
      try await screen.type("t", "Enter")
      _ = try await screen.wait(for: "ended with 0")
      #expect(try await screen.value(of: "message") == "硬盘已满，无法写入数据")
    }
  }

  @Test func `a sheet fits a terminal of eighty columns`() async throws {
    try await editing { screen in
      // Vim breaks a line that is too long, and the entry's last line gets off the screen.
      try await screen.command("set nowrap")
      let cut = try await screen.contents()
      try await screen.command("set wrap")
      let whole = try await screen.contents()
      #expect(
        Array(cut.split(separator: "\n").dropLast()) == whole.split(separator: "\n").dropLast())
      #expect(whole.contains("\n      - 清理磁盘后重试\n"), "\(whole)")
    }
  }

  /// Runs a command that opens vim, and closes the terminal in the end.
  private func editing(
    _ command: String = "EDITOR='vim.tiny -u NONE -N' errkb --db kb.db edit disk:D1",
    until beginning: String = "- entry: disk:D1",
    _ body: (Screen) async throws -> Void
  ) async throws {
    try await inTemporaryFolder { folder in
      let page = """
        | 错误码 | 错误信息 | HTTP | 处理措施 |
        |---|---|---|---|
        | D1 | 磁盘已满，无法写入数据 | 507 | 清理磁盘后重试 |

        """
      try write(Array(page.utf8), to: folder.appending("page.md"))
      try write(
        Array(
          "\(command); echo \"ended with $?\"; exec cat\n".utf8), to: folder.appending("session"))
      let made = try await shell(
        """
        command -v vim.tiny tmux >/dev/null && errkb --db kb.db import --system disk page.md &&
        tmux -S screen -f /dev/null new-session -d -x 80 -y 40 'sh session'
        """, in: folder)
      try #require(made.status == 0, "\(made.error)")
      let screen = Screen(folder: folder)
      do {
        _ = try await screen.wait(for: beginning)
        try await body(screen)
      } catch {
        await screen.close()
        throw error
      }
      await screen.close()
    }
  }
}

/// A terminal that a test types into and looks at.
private struct Screen {
  let folder: FilePath

  /// Presses keys, named as tmux names them.
  func type(_ keys: String...) async throws { try await send(keys.map { "'\($0)'" }) }

  /// Types a text.
  func type(literal text: String) async throws { try await send(["-l", "'\(text)'"]) }

  /// Gives vim a command.
  func command(_ command: String) async throws {
    try await type("Escape")
    try await type(literal: ":" + command)
    try await type("Enter")
  }

  private func send(_ words: [String]) async throws {
    let result = try await tmux("send-keys " + words.joined(separator: " "))
    try #require(result.status == 0, "\(result.error)")
  }

  /// What is to be seen, without the blanks at the ends of lines.
  func contents() async throws -> String { try await tmux("capture-pane -p").output }

  /// Looks until a text is to be seen, for half a minute at most.
  func wait(for text: String) async throws -> String {
    var seen = ""
    for _ in 0..<300 {
      seen = try await contents()
      if seen.contains(text) { return seen }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("'\(text)' does not appear; to be seen is:\n\(seen)")
    throw CancellationError()
  }

  /// What a field of the entry, or of its only text, holds now.
  func value(of field: String) async throws -> String {
    try await shell(
      "sqlite3 kb.db 'SELECT \(field) FROM codes JOIN translations ON code_id = codes.id'",
      in: folder
    ).output.trimmingCharacters(in: .newlines)
  }

  /// The texts that lie in files still.
  func kept() async throws -> String {
    try await shell("cat .local/state/errkb/edits/*.yaml 2>/dev/null", in: folder).output
  }

  /// Ends everything that runs in the terminal.
  func close() async {
    // A terminal that is gone already needs no end.
    _ = try? await tmux("kill-server")
  }

  private func tmux(_ words: String) async throws -> CommandResult {
    try await shell("tmux -S screen \(words)", in: folder)
  }
}
