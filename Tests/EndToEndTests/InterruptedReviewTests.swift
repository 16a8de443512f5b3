import SystemPackage
import Testing

/// What a person has decided stays decided, however the dialogue ends.
@Suite struct InterruptedReviewTests {
  private static let conflicts = """
    page() { printf -- '---\\nsystem: s\\n---\\n| code | message |\\n|---|---|\\n'; \
    for i in 1 2 3 4 5; do echo "| E$i | $1 $i |"; done; }
    page old > p.md; errkb import p.md
    for i in 1 2 3 4 5; do errkb set s:E$i "message.en=ours $i"; done
    page new > p.md; errkb import p.md
    """

  /// Answers two questions on a terminal of its own, ends the dialogue in some way and tells how it
  /// went.
  private static let dialogue = """
    import os, pty, signal, sys
    signal.alarm(300)
    pid, terminal = pty.fork()
    if pid == 0: os.execvp('errkb', ['errkb'] + sys.argv[2:])
    told = b''
    def wait(question):
        global told
        while question not in told:
            told += os.read(terminal, 65536)
    wait(b'1 of 5'); os.write(terminal, b'o\\n')
    wait(b'2 of 5'); os.write(terminal, b't\\n')
    wait(b'3 of 5')
    how = sys.argv[1]
    if how == 'key': os.write(terminal, b'\\x03')
    elif how == 'close': os.close(terminal)
    elif how == 'q': os.write(terminal, b'q\\n')
    elif how == 'end': os.write(terminal, b'\\x04')
    else: os.kill(pid, getattr(signal, how))
    try:
        while how != 'close':
            more = os.read(terminal, 65536)
            if not more: break
            told += more
    except OSError: pass
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    print(status, told.decode().replace('\\r', '').strip().split('\\n')[-1])
    """

  @Test(
    .enabled("Python makes the terminal") {
      try await inTemporaryFolder { try await shell("python3 -c 'import pty'", in: $0).status == 0 }
    },
    arguments: [
      ("key", "130 interrupted; 2 settled, 3 left open"),
      ("SIGTERM", "130 interrupted; 2 settled, 3 left open"),
      ("SIGHUP", "130 interrupted; 2 settled, 3 left open"), ("close", "130"), ("SIGKILL", "-9"),
      ("q", "1 3 left open"), ("end", "1 3 left open"),
    ])
  func `two answers are saved when a review ends`(way: String, told: String) async throws {
    try await inTemporaryFolder { folder in
      try write(Array(Self.dialogue.utf8), to: folder.appending("dialogue.py"))
      let result = try await shell(
        """
        (\(Self.conflicts)) > /dev/null 2>&1
        python3 dialogue.py \(way) review --settle
        errkb review | wc -l; errkb show s:E1 s:E2 | grep Message; errkb doctor | grep -c sound
        """, in: folder)
      #expect(result.output.hasPrefix(told), "\(result.output)\(result.error)")
      #expect(
        result.output.hasSuffix("3\nMessage      ours 1\nMessage      new 2\n1\n"),
        "\(result.output)\(result.error)")
    }
  }
}
