import Foundation
import SystemPackage
import Testing

/// Edits through an editor and through files, and what becomes of a text that cannot be saved.
@Suite struct EditTests {
  // MARK: The editor

  @Test(arguments: [
    ("true", 0, "nothing was changed"), (": > \"$1\"", 0, "nothing was changed"),
    ("printf '# only this\\n\\n' > \"$1\"", 0, "nothing was changed"),
    ("exit 3", 2, "ended with status 3; nothing was changed"),
    ("kill -9 $$", 2, "ended by signal 9; nothing was changed"),
    ("exec no-such-program", 2, "could not be started; nothing was changed"),
  ])
  func `an editor that leaves nothing to save changes nothing and keeps nothing`(
    script: String, status: Int, sentence: String
  ) async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let before = try await content(folder)
      let result = try await edit("disk:D1", with: script, in: folder)
      #expect(result.status == status)
      #expect(result.error.contains(sentence), "\(result.error)")
      #expect(try await content(folder) == before)
      #expect(try kept(folder).isEmpty)
    }
  }

  @Test(arguments: [
    ("kill -9 $$", "ended by signal 9"), ("exit 1", "ended with status 1"),
  ])
  func `a text is kept when its editor ends badly, and can be saved later`(
    ending: String, sentence: String
  ) async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let before = try await content(folder)
      let result = try await edit("disk:D1", with: "\(type("刚写的")); \(ending)", in: folder)
      #expect(result.status == 2)
      #expect(result.error.contains(sentence), "\(result.error)")
      #expect(try await content(folder) == before)
      #expect(try await isKept("typed", result, folder))
      let again = try await shell("\(command(in: result)) --db kb.db", in: folder)
      #expect(again.error == "disk:D1  revision 2: category\n")
      #expect(try await content(folder).contains("\"category\":\"刚写的\""))
      #expect(try kept(folder).isEmpty)
    }
  }

  @Test func `no editor, or a base that cannot be written, is told before anything is typed`()
    async throws
  {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let none = try await shell("errkb --db kb.db edit disk:D1", in: folder)
      #expect(none.status == 2)
      #expect(none.error.contains("ERRKB_EDITOR, VISUAL or EDITOR"), "\(none.error)")
      _ = try await shell(
        """
        sqlite3 kb.db 'PRAGMA journal_mode = delete'; mkdir media; mv kb.db media
        chmod a-w media/kb.db media; chmod a+rwx .; printf 'touch opened' > editor
        """, in: folder)
      let user =
        getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
      let refused = try await shell(
        "EDITOR='sh editor' \(user)errkb --db media/kb.db edit disk:D1; echo $?; ls opened",
        in: folder)
      #expect(refused.output == "5\n")
      #expect(refused.error.contains("media/kb.db cannot be written"), "\(refused.error)")
      // To look at it, nothing needs to be written.
      let printed = try await shell(
        "\(user)errkb --db media/kb.db edit disk:D1 --print | grep -c entry:", in: folder)
      #expect(printed.output == "1\n", "\(printed.error)")
      _ = try await shell("chmod -R u+w media", in: folder)
    }
  }

  @Test func `the editor opens again with the complaint on top until the text is right`()
    async throws
  {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await edit(
        "disk:D1",
        with: """
          case $(cat count) in
          1) sed -i 's/http_status: .*/http_status: 42/; s/category:.*/category: 硬盘/' "$1" ;;
          2) cp "$1" seen; sed -i 's/http_status: .*/http_status: 500/; s/zh-Hans:/zh-Hans: [/' "$1" ;;
          3) cp "$1" seen.again; sed -i 's/zh-Hans: \\[/zh-Hans:/' "$1" ;;
          esac
          """, in: folder, onTerminal: true)
      #expect(result.status == 0, "\(result.error)")
      #expect(result.error == "disk:D1  revision 2: category, http_status\n")
      let seen = try lines("seen", folder)
      #expect(seen.first?.hasPrefix("#! Nothing has been saved.") == true)
      let complaint = try #require(seen.dropFirst().first)
      let (line, sentence) = try lineAndSentence(complaint)
      #expect(sentence == "'http_status' is a number from 100 to 599, not '42'")
      #expect(seen[line - 1] == "  http_status: 42")
      // The second complaint takes the place of the first.
      let again = try lines("seen.again", folder)
      #expect(again.prefix { $0.hasPrefix("#!") }.count == 2)
      #expect(again[1].contains("this is no YAML"))
      #expect(try kept(folder).isEmpty)
    }
  }

  @Test(arguments: [true, false])
  func `a mistake that is given up leaves the typed text in a file`(isEmptied: Bool) async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let before = try await content(folder)
      let result = try await edit(
        "disk:D1",
        with: """
          case $(cat count) in
          1) sed -i 's/http_status: .*/http_status: 四二/' "$1"; cp "$1" typed ;;
          *) \(isEmptied ? ": > \"$1\"" : "true") ;;
          esac
          """, in: folder, onTerminal: true)
      #expect(result.status == 2)
      #expect(result.error.contains("nothing was saved"), "\(result.error)")
      #expect(try await content(folder) == before)
      // Complaints may still stand on top of it.
      let text = try await shell(
        "sed '1,/^[^#]/ { /^#!/d }' \(keptPath(in: result)) | cmp - typed", in: folder)
      #expect(text.status == 0, "\(text.output)")
    }
  }

  @Test func `where nobody is there a mistake ends it, and the text is kept as it was typed`()
    async throws
  {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await edit(
        "disk:D1", with: "echo 'this: [is: not' > \"$1\"; cp \"$1\" typed", in: folder)
      #expect(result.status == 2)
      #expect(result.error.contains("this is no YAML"), "\(result.error)")
      #expect(try await isKept("typed", result, folder))
      let next = try await shell(
        "EDITOR='sh editor' errkb --db kb.db translate --next --lang en; cat count", in: folder)
      #expect(next.output == "2\n")
      #expect(next.error.contains("this is no YAML"), "\(next.error)")
      #expect(try kept(folder).count == 2)
    }
  }

  @Test func `an editor that saves the same mistake again is not opened a third time`() async throws
  {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await edit(
        "disk:D1", with: "echo 'this: [is: not' > \"$1\"", in: folder, onTerminal: true)
      #expect(result.status == 2)
      #expect(result.error.contains("the text still has its mistakes"), "\(result.error)")
      #expect(try lines("count", folder).first == "2")
      #expect(try kept(folder).count == 1)
    }
  }

  // MARK: The base

  @Test func `a text is kept when the base is locked`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      try write(Array("\(type("锁住"))\n".utf8), to: folder.appending("editor"))
      // The shell holds the lock until its input ends.
      let result = try await shell(
        """
        mkfifo gate; (echo 'BEGIN IMMEDIATE;'; echo '.shell touch held'; cat gate) | sqlite3 kb.db &
        exec 9> gate; while [ ! -e held ]; do sleep 0.1; done
        EDITOR='sh editor' errkb --db kb.db edit disk:D1; echo $?
        exec 9>&-; wait
        """, in: folder)
      #expect(result.output == "5\n")
      #expect(result.error.contains("kb.db is locked"), "\(result.error)")
      #expect(try await isKept("typed", result, folder))
      let again = try await shell("\(command(in: result)) --db kb.db", in: folder)
      #expect(again.status == 0, "\(again.error)")
    }
  }

  @Test func `a text is kept when the disk is full on saving`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let before = try await content(folder)
      let script = """
        { cat "$1"; printf '  en:\\n    message: '; head -c 300000 /dev/zero | tr '\\0' x; } > typed
        cat typed > "$1"
        """
      try write(Array(script.utf8), to: folder.appending("editor"))
      // A limit on the size of files stands in for a disk that is full; in blocks of 512 bytes. It
      // lets the text through, and not the base.
      let result = try await shell(
        "trap '' XFSZ; ulimit -f 620; EDITOR='sh editor' errkb --db kb.db edit disk:D1", in: folder)
      #expect(result.status == 5, "\(result.error)")
      #expect(result.error.contains("nothing was changed"), "\(result.error)")
      #expect(try await isKept("typed", result, folder))
      #expect(try await content(folder) == before)
      let again = try await shell("\(command(in: result)) --db kb.db", in: folder)
      #expect(again.status == 0, "\(again.error)")
    }
  }

  @Test(.enabled(if: canMount, "NOT TESTED: a small disk needs the right to mount one"))
  func `a text is kept when the disk has no room left for the complaint`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let script = """
        sed -i 's/http_status: .*/http_status: 42/' "$1"; cp "$1" typed
        cat /dev/zero > disk/filler; true
        """
      try write(Array(script.utf8), to: folder.appending("editor"))
      let result = try await shell(
        """
        mkdir disk; exec unshare -m sh -c '
          mount -t tmpfs -o size=64k tmpfs disk; export XDG_STATE_HOME=$PWD/disk TMPDIR=$PWD/disk
          EDITOR="sh editor" script -qec "errkb --db kb.db edit disk:D1" /dev/null \
            </dev/null >terminal; echo $?; cat terminal >&2
          cmp disk/errkb/edits/* typed; echo $?
          EDITOR="touch opened;" errkb --db kb.db edit disk:D1; echo $?; ls opened'
        """, in: folder)
      #expect(result.output == "5\n0\n5\n", "\(result.error)")
      #expect(result.error.contains("disk/errkb/edits/"), "\(result.error)")
      #expect(result.error.contains("cannot make a file for the editor"), "\(result.error)")
    }
  }

  // MARK: Two people

  /// What another person does while the editor is open.
  private func meanwhile(_ change: String) -> String {
    "errkb --db kb.db edit disk:D1 --print | sed '\(change)' | errkb --db kb.db edit --from - --author 李"
  }

  @Test func `what others changed meanwhile is merged where it does not clash`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await edit(
        "disk:D1", with: "\(meanwhile("s/severity:/severity: 高/")); \(type("硬盘"))", in: folder)
      #expect(result.status == 0, "\(result.error)")
      #expect(
        result.error == "disk:D1  revision 2: severity\ndisk:D1  revision 3: category\n")
      let entry = try await content(folder)
      #expect(entry.contains("\"severity\":\"高\"") && entry.contains("\"category\":\"硬盘\""))
      #expect(try kept(folder).isEmpty)
    }
  }

  @Test func `a clash shows both texts, and saves what is made of them`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await edit(
        "disk:D1",
        with: """
          case $(cat count) in
          1) \(meanwhile("s/category:/category: 他的/; s/severity:/severity: 高/"))
             sed -i 's/category:/category: 我的/; s/  http_status: .*/  http_status: 503/' "$1" ;;
          2) cp "$1" seen; sed -i '/^ *#!/d; s/category: .*/category: 我们的/' "$1" ;;
          esac
          """, in: folder, onTerminal: true)
      #expect(result.status == 0, "\(result.error)")
      let seen = try lines("seen", folder)
      let (line, _) = try lineAndSentence(seen[1])
      let shown = seen[(line - 1)...].prefix(6).map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(
        shown == [
          "#! 李 changed this, too (revision 2). It was:", "#!   (empty)", "#! It is now:",
          "#!   他的", "#! Yours stands below. Keep it or change it, and take these lines out.",
          "category: 我的",
        ])
      // What does not clash stands as each of them left it.
      #expect(seen.contains("  severity: 高") && seen.contains("  http_status: 503"))
      let entry = try await content(folder)
      for part in ["\"category\":\"我们的\"", "\"severity\":\"高\"", "\"http_status\":503"] {
        #expect(entry.contains(part))
      }
      #expect(try kept(folder).isEmpty)
    }
  }

  @Test func `a clash that is given up is a conflict, and the text is kept`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await edit(
        "disk:D1",
        with: """
          [ $(cat count) = 1 ] || exit 0
          \(meanwhile("s/category:/category: 他的/")); sed -i 's/category:/category: 我的/' "$1"
          """, in: folder, onTerminal: true)
      #expect(result.status == 3)
      #expect(result.error.contains("'他的', by 李"), "\(result.error)")
      #expect(try await content(folder).contains("\"category\":\"他的\""))
      let text = try await shell("cat \(keptPath(in: result))", in: folder)
      #expect(text.output.contains("category: 我的"))
    }
  }

  @Test func `a file that clashes is refused with the status of a conflict`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await shell(
        """
        errkb --db kb.db edit disk:D1 --print | sed 's/category:/category: 我的/' > mine.yaml
        \(meanwhile("s/category:/category: 他的/")) 2>/dev/null
        errkb --db kb.db edit --from mine.yaml --json
        """, in: folder)
      #expect(result.status == 3)
      let error = try #require(try json(result.error)["error"] as? [String: Any])
      #expect(error["code"] as? String == "clash")
    }
  }

  // MARK: Files

  @Test(arguments: [
    ("- entry: disk:D1\n  revision: 1\n  http_status: 42\n", "line 3: 'http_status' is a number"),
    (
      "- entry: disk:D1\n  revision: 1\n  xlingon:\n    message: a\n",
      "line 3: unknown key 'xlingon'"
    ),
    ("- entry: disk:D1\n  revision: 1\n  catgory: a\n", "did you mean 'category'"),
    ("- entry: disk:D1\n  revision: 1\n  en: [a]\n", "line 3: the language 'en' consists of keys"),
    ("- entry: disk:D1\n  revision: 1\n  status: gone\n", "there is no status 'gone'"),
    ("- entry: disk:D1\n  revision: 1\n  code:\n", "line 3: 'code' is empty"),
    ("- entry: disk:D1\n  revision: 1\n  zh:\n    message:\n", "needs a message or a description"),
    (
      "- entry: disk:D1\n  revision: 1\n  zh:\n    state: sourced\n  en:\n    state: draft\n",
      "there is no text in en to be draft"
    ),
    ("- entry: disk:D1\n  revision: 1\n  code: D2\n", "there is an entry disk:D2 already"),
    ("- entry: disk:D1\n  revision: 7\n", "disk:D1 has no revision 7"),
    ("- entry: disk:D1\n  revision: one\n", "line 2: 'revision' is a number from 1, not 'one'"),
    ("- entry: disk:D9\n  revision: 1\n  category: a\n", "there is no entry 'disk:D9'"),
    ("- entry: disk:D8\n  code: D1\n  en: {message: a}\n", "there is an entry disk:D1 already"),
    ("- entry: shop:N1\n  code: N1\n  en: {message: a}\n", "'shop:N1' names no system"),
    ("- entry: disk:N1\n  code: N1\n", "needs a message or a description"),
    ("- entry: disk:D1\n  revision: 1\n\tcategory: a\n", "line 3: this is no YAML"),
    ("- entry: disk:D1\n  revision: 1\n  x: [\n", "this is no YAML"),
    ("- entry: disk:D1\n  revision: 1\n---\n- entry: disk:D2\n", "a second document begins here"),
    ("entry: disk:D1\nrevision: 1\n", "a sheet is a list"), ("just words\n", "a sheet is a list"),
    (
      "- entry: disk:D1\n  revision: 1\n- entry: disk:D1\n  revision: 1\n",
      "stands in line 1 already"
    ),
    (
      "- entry: disk:D1\n  revision: 1\n  en:\n    message: \"a\\x07b\"\n",
      "the control character U+0007"
    ),
    (
      "- entry: disk:D1\n  revision: 1\n  category: right\n- entry: disk:D2\n  revision: 1\n  code: D1\n",
      "there is an entry disk:D1 already"
    ),
  ])
  func `a sheet with a mistake is refused whole, with the line`(
    sheet: String, sentence: String
  ) async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let before = try await content(folder)
      try write(Array(sheet.utf8), to: folder.appending("sheet.yaml"))
      let result = try await shell("errkb --db kb.db edit --from sheet.yaml", in: folder)
      #expect(result.status == 2)
      #expect(result.error.hasPrefix("errkb: sheet.yaml: line "), "\(result.error)")
      #expect(result.error.contains(sentence), "\(result.error)")
      #expect(try await content(folder) == before)
      #expect(try await shell("ls sheet.yaml", in: folder).status == 0)
    }
  }

  @Test(arguments: [
    ("head -c 10000000 /dev/zero | tr '\\0' x", 2, "at most 8388608 are read"),
    (
      "printf -- '- entry: disk:D1\\n  revision: 1\\n  category: '; head -c 2000000 /dev/zero | tr '\\0' x",
      2, "category has 2000000 bytes; a field holds at most"
    ),
    ("printf -- '- entry: disk:D1\\n  category: \\344\\n'", 2, "is not UTF-8 text"),
  ])
  func `a text that is too long or no text is refused`(
    command: String, status: Int, sentence: String
  ) async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await shell("(\(command)) | errkb --db kb.db edit --from -", in: folder)
      #expect(result.status == status)
      #expect(result.error.hasPrefix("errkb: standard input"), "\(result.error)")
      #expect(result.error.contains(sentence), "\(result.error)")
    }
  }

  @Test(arguments: [
    "s/$/\\r/", "1s/^/\\xEF\\xBB\\xBF/", "s/^  \\(category\\)/  # a note\\n\\n  \\1/", "/^#/d",
    "$s/$/\\n\\n...\\n/",
  ])
  func `how an editor or a program writes the text does not matter`(change: String) async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await shell(
        """
        errkb --db kb.db edit --system disk --print | sed '\(change)' > other.yaml
        errkb --db kb.db edit --from other.yaml
        sed 's/磁盘已满/硬盘已满/' other.yaml | errkb --db kb.db edit --from -
        """, in: folder)
      #expect(
        result.error == """
          errkb: nothing was changed
          disk:D1  revision 2: message.zh-Hans, state.zh-Hans

          """)
      #expect(try await content(folder).contains("\"硬盘已满，无法写入数据\""))
    }
  }

  @Test func `every entry of a sheet is found again, whatever its code and its aliases are`()
    async throws
  {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let sheet = """
        - entry: disk:D1#b
          code: D1
          aliases: [D2, C]
          en: {message: variant with aliases that are codes}
        - entry: disk:C
          code: C
          en: {message: plain}
        - entry: disk:C#1
          code: "C#1"
          en: {message: number}
        - entry: disk:C#
          code: "C#"
          en: {message: sharp}
        - entry: disk:gone
          code: gone
          status: removed
          en: {message: gone}
        - entry: disk:a:b
          code: "a:b"
          en: {message: colon}

        """
      try write(Array(sheet.utf8), to: folder.appending("sheet.yaml"))
      let added = try await shell("errkb --db kb.db edit --from sheet.yaml", in: folder)
      try #require(added.status == 0, "\(added.error)")
      let changed = try await shell(
        """
        { errkb --db kb.db edit --system disk --print
          errkb --db kb.db edit --system disk --status removed --print; } > all.yaml
        sed 's/^  category:.*/  category: seen/' all.yaml | errkb --db kb.db edit --from -
        sqlite3 kb.db 'SELECT count(*), count(category) FROM codes'
        """, in: folder)
      #expect(changed.output == "9|9\n", "\(changed.error)")
    }
  }

  @Test func `what bears no revision changes an entry as it stands, and adds only with a code`()
    async throws
  {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await shell(
        """
        printf -- '- entry: disk:D1\n  severity: high\n' | errkb --db kb.db edit --from -; echo $?
        printf -- '- entry: disk:D77\n  severity: high\n' | errkb --db kb.db edit --from -; echo $?
        printf -- '- entry: disk:D78\n  code: "D78"\n  en: {message: new}\n' |
          errkb --db kb.db edit --from -; echo $?
        sqlite3 kb.db "SELECT code, severity FROM codes WHERE severity = 'high' OR code GLOB 'D7*'"
        """, in: folder)
      #expect(result.output == "0\n2\n0\nD1|high\nD78|\n", "\(result.error)")
      #expect(result.error.contains("to add one, give its code"))
    }
  }

  @Test func `of very many entries the number is told, and all are saved in one batch`()
    async throws
  {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let result = try await shell(
        """
        awk 'BEGIN { print "| code | message |\\n|---|---|";
          for (i = 0; i < 300; i++) printf "| L%03d | failure %d |\\n", i, i }' > long.md
        errkb --db kb.db import --system long long.md 2>/dev/null
        errkb --db kb.db edit --system long --print | sed 's/severity:/severity: high/' > all.yaml
        errkb --db kb.db edit --from all.yaml
        sqlite3 kb.db "SELECT count(*), count(DISTINCT batch) FROM history
          WHERE after ->> '$.severity' = 'high'"
        """, in: folder)
      #expect(result.output == "300|1\n")
      #expect(result.error == "300 entries changed\n")
    }
  }

  @Test func `a dry run through an editor keeps the text for the real one`() async throws {
    try await inTemporaryFolder { folder in
      try await makeBase(folder)
      let before = try await content(folder)
      try write(Array("\(type("硬盘"))\n".utf8), to: folder.appending("editor"))
      let tried = try await shell(
        "EDITOR='sh editor' errkb --db kb.db edit disk:D1 --dry-run", in: folder)
      #expect(tried.output == "~ disk:D1\n    category\n      + 硬盘\n")
      #expect(try await content(folder) == before)
      #expect(try await isKept("typed", tried, folder))
      // To try once more takes nothing away either.
      let again = try await shell("\(command(in: tried)) --db kb.db --dry-run", in: folder)
      #expect(again.output == tried.output)
      let saved = try await shell("\(command(in: tried)) --db kb.db", in: folder)
      #expect(saved.error == "disk:D1  revision 2: category\n")
      #expect(try kept(folder).isEmpty)
    }
  }

  // MARK: Helpers

  private func makeBase(_ folder: FilePath) async throws { try await Self.base.copy(to: folder) }

  private static let base = PreparedFiles(
    "page.md", "kb.db",
    madeBy: """
      cat > page.md <<'END'
      | 错误码 | 错误信息 | HTTP | 处理措施 | 源 |
      |---|---|---|---|---|
      | D1 | 磁盘已满，无法写入数据 | 507 | 清理磁盘后重试 | JOB |
      | D2 | 磁盘丢失 | 500 | 换一块磁盘 | CMDB |
      | -5 | 负数的代码 | 400 | | CMDB |
      END
      errkb --db kb.db import --system disk page.md
      """)

  /// Shell that changes the category, and leaves a copy of what it wrote.
  private func type(_ category: String) -> String {
    "sed -i 's/category:.*/category: \(category)/' \"$1\"; cp \"$1\" typed"
  }

  /// Edits an entry with a script for an editor; `count` tells the script how often it was opened.
  ///
  /// On a terminal there is one stream for all; it is given as errors are.
  private func edit(
    _ entry: String, with script: String, in folder: FilePath, onTerminal: Bool = false
  ) async throws -> CommandResult {
    let counting = "echo $(($(cat count 2>/dev/null || echo 0) + 1)) > count\n"
    try write(Array((counting + script).utf8), to: folder.appending("editor"))
    let command = "EDITOR='sh editor' errkb --db kb.db edit \(entry)"
    guard onTerminal else { return try await shell(command, in: folder) }
    return try await shell(
      """
      script -qec "\(command)" /dev/null </dev/null >terminal; status=$?
      tr -d '\\r' <terminal >&2; exit $status
      """, in: folder)
  }

  private func content(_ folder: FilePath) async throws -> String {
    try await shell("errkb --db kb.db export --format jsonl", in: folder).output
  }

  /// The names of the files that typed texts are kept in.
  private func kept(_ folder: FilePath) throws -> [String] {
    let path = folder.appending(".local/state/errkb/edits").string
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path)
  }

  /// Whether the file that the message names holds just the bytes of another.
  private func isKept(
    _ file: String, _ result: CommandResult, _ folder: FilePath
  ) async throws -> Bool {
    try await shell("cmp \(keptPath(in: result)) \(file)", in: folder).status == 0
  }

  /// The command that takes a kept text up again, as it was told.
  private func command(in result: CommandResult) throws -> String {
    let told = try #require(
      result.error.firstMatch(of: /errkb( --db kb.db)? edit --from .*/), "\(result.error)")
    return String(told.output.0)
  }

  private func keptPath(in result: CommandResult) throws -> String {
    let command = try command(in: result)
    return String(command[try #require(command.range(of: "--from ")).upperBound...])
  }

  private func lines(_ file: String, _ folder: FilePath) throws -> [String] {
    let path = folder.appending(file).string
    return try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
  }

  private func lineAndSentence(_ complaint: String) throws -> (Int, String) {
    let parts = complaint.split(separator: ":", maxSplits: 1)
    let line = try #require(parts.first?.split(separator: " ").last.flatMap { Int($0) })
    return (line, parts.dropFirst().joined().trimmingCharacters(in: .whitespaces))
  }
}
