import SystemPackage
import Testing

/// Files that are put in place when they are whole, among others who have a hand in the folder.
@Suite struct GrowingFileTests {
  @Test(.enabled("calls of the system can be cut off here") { try await works(cut("close", "")) })
  func `a run that is killed before the last step leaves nothing that is written into`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db; errkb export --format jsonl >expected
        \(cut("unlink,renameat2", "signal=KILL:when=1")) errkb snapshot s.db 2>/dev/null
        \(cut("link,renameat2", "signal=KILL:when=1")) errkb export --format jsonl -o s.jsonl 2>/dev/null
        errkb snapshot --force s.db 2>/dev/null; errkb export --force --format jsonl -o s.jsonl
        [ s.db -ef .s.db.errkb-new ] || [ s.jsonl -ef .s.jsonl.errkb-new ] && echo one file
        \(cut("pwrite64", "signal=KILL:when=20")) errkb snapshot --force s.db 2>/dev/null
        errkb verify s.db | grep sound; cmp s.jsonl expected; ls -A
        """, in: folder)
      let expected = "verified     sound\n.s.db.errkb-new\ndata\nexpected\ns.db\ns.jsonl\n"
      #expect(result.output == expected, "\(result.error)")
    }
  }

  @Test func `the finished file under the other name keeps its content when a run fails`()
    async throws
  {
    try await inTemporaryFolder { folder in
      // What a run leaves that is killed between link(2) and unlink(2).
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db
        errkb export --format yaml -o disk.yaml
        cp disk.yaml expected; ln disk.yaml .disk.yaml.errkb-new
        (ulimit -f 1; errkb export --force --format yaml -o disk.yaml); echo $?
        cmp disk.yaml expected && echo whole; errkb export --force --format yaml -o disk.yaml; ls -A
        """, in: folder)
      #expect(result.output == "4\nwhole\ndata\ndisk.yaml\nexpected\n", "\(result.error)")
    }
  }

  @Test(
    .enabled("there is another user here") { try await works("[ $(id -u) -eq 0 ]") },
    arguments: [
      ("umask 0; : > place/.NAME.errkb-new", "0"),
      ("umask 0; : > place/x; ln place/x place/.NAME.errkb-new", "0"),
      ("ln -s /etc/passwd place/.NAME.errkb-new", "0"), ("mkfifo place/.NAME.errkb-new", "0"),
    ])
  func `what another user puts in the way does not become the published file`(
    planting: String, status: String
  ) async throws {
    try await inTemporaryFolder { folder in
      for (name, command) in [
        ("s.db", "errkb snapshot --force place/s.db"),
        ("s.jsonl", "errkb export --force --format jsonl -o place/s.jsonl"),
      ] {
        let result = try await shell(
          """
          install -Dm644 "$STARTER" data/errkb/errkb.db; mkdir -p place; chmod 777 place; umask 027
          \(somebody) sh -c '\(planting.replacing("NAME", with: name))'
          \(command) 2>/dev/null; echo $?; stat -c '%U %a %h %F' place/\(name); ls -A place | grep errkb
          """, in: folder)
        #expect(result.output == "\(status)\nroot 640 1 regular file\n", "\(result.error)")
      }
    }
  }

  @Test(.enabled("there is another user here") { try await works("[ $(id -u) -eq 0 ]") })
  func `a file of another user that cannot be removed is told by its name`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db; chmod 755 . ; mkdir place; chmod 1777 place
        : > place/.s.db.errkb-new; : > place/.s.jsonl.errkb-new; chmod -R a+rX data; cp data/errkb/errkb.db place/kb.db
        chmod 644 place/kb.db; chown 65534 place/kb.db
        \(somebody) errkb snapshot --db place/kb.db place/s.db
        \(somebody) errkb export --db place/kb.db --format jsonl -o place/s.jsonl
        """, in: folder)
      let path = { (name: String) in "\(folder)/place/.\(name).errkb-new" }
      for name in ["s.db", "s.jsonl"] {
        #expect(
          result.error.contains(".\(name).errkb-new is in the way and cannot be removed "),
          "\(path(name)): \(result.error)")
      }
    }
  }

  @Test(
    .enabled("file systems can be mounted here") {
      try await works("unshare --map-root-user --mount mount -t tmpfs tmpfs /proc")
    })
  func `without /proc the tool works as with it`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db; errkb list >expected
        unshare --map-root-user --mount sh -c 'mount -t tmpfs tmpfs /proc; errkb list; echo $?
        EDITOR="env | grep SWIFT; :" errkb edit 5100' >found 2>errors
        (cat expected; echo 0) | cmp - found; cat errors
        """, in: folder)
      #expect(result.output == "errkb: nothing was changed\n", "\(result.error)")
    }
  }

  @Test func `with few descriptors a verb is done or refused, and never the help`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db
        for count in 3 4 5; do
          prlimit --nofile=$count errkb rm --force 5100 >out 2>errors; echo "$? $(wc -l <out) $(wc -l <errors)"
        done
        errkb list --status removed | wc -l
        """, in: folder)
      // A tool that is not static cannot even be started with three.
      let lines = result.output.split(separator: "\n").map(String.init)
      #expect(lines.count == 4 && ["5 0 2", "127 0 1"].contains(lines[0]), "\(lines)")
      #expect(Array(lines.dropFirst()) == ["5 0 2", "5 0 2", "0"], "\(result.error)")
    }
  }
}

/// What runs a command whose calls of the system are cut off.
private func cut(_ calls: String, _ action: String) -> String {
  "strace -f -qq -o /dev/null -e trace=\(calls) "
    + (action.isEmpty ? "true #" : "-e inject=\(calls):\(action)")
}

/// What runs a command as somebody else.
private let somebody = "setpriv --reuid=65534 --regid=65534 --clear-groups"
