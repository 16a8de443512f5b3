import SystemPackage
import Testing

/// The exported pages in a browser, where there is one.
@Suite struct PublishedPagesTests {
  @Test func `the pages of the starter base are searched, followed and printed in Chromium`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let made = try await shell(
        #"install -Dm644 "$STARTER" data/errkb/errkb.db && errkb export --format html -o pages/"#,
        in: folder)
      #expect(made.status == 0, "\(made.error)")
      try await check(
        folder, "验证码", "0029", "job-manager-12020001", "nothing of that kind",
        also: ["job-manager-12020001": ["optverse:JOB_MANAGER_12020001"]])
    }
  }

  @Test func `texts that would like to be more than text are found as they are`() async throws {
    try await inTemporaryFolder { folder in
      let made = try await shell(
        #"""
        evil='</script><script>console.error(1)</script>"><img src=x onerror=console.error(2)>'
        errkb add --system index 'index:E "<1>"' message.en="$evil" description.en="$evil" \
          remedy.en='[here](javascript:console.error\(3\)) <b>'"$evil" category="$evil" \
          severity="$evil" attributes."$evil"="$evil" &&
        errkb systems set index name="$evil" vendor="$evil" help_url=https://shop.test/ &&
        errkb add index:W1000 code_end=W1999 message.en="$(printf '%01000d' 0)" &&
        for n in $(seq 120); do echo '{"entry":"index:N'$n'","set":{"message.en":"many"}}'; done |
          errkb add - && errkb export --format html -o pages/
        """#, in: folder)
      #expect(made.status == 0, "\(made.error)")
      try await check(
        folder, "<img", "many", "W1500", also: ["W1500": ["index:W1000"]])
    }
  }

  /// Runs the script over the pages, with what the base holds for some queries.
  ///
  /// - Parameter also: what is found otherwise than as part of a text.
  private func check(
    _ folder: FilePath, _ queries: String..., also: [String: [String]]
  ) async throws {
    var arguments: [String] = []
    for query in queries {
      let found = try await shell(
        """
        sqlite3 data/errkb/errkb.db "
          SELECT DISTINCT system || ':' || code FROM error_codes
          WHERE instr(
            code || char(10) || coalesce(message, '') || char(10) || coalesce(description, '')
              || char(10) || coalesce(remedy, '') || char(10) || coalesce(category, ''), '\(query)')
          ORDER BY 1"
        """, in: folder)
      #expect(found.status == 0, "\(found.error)")
      let lines = found.output.split(separator: "\n").map(String.init) + (also[query] ?? [])
      arguments.append("'\(query)=\(lines.joined(separator: ","))'")
    }
    let script = packageRoot.appending("Scripts/check-html").string
    let result = try await shell(
      "'\(script)' pages " + arguments.joined(separator: " "), in: folder)
    #expect(result.status == 0, "\(result.error)")
    if result.output.hasPrefix("skipped: ") {
      print("Scripts/check-html \(result.output)")
    } else {
      #expect(result.output.hasPrefix("checked "), "\(result.output)")
    }
  }
}
