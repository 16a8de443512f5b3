import SystemPackage
import Testing

/// What another user puts where errkb is about to write, in a folder that all may write to.
@Suite(.enabled("there is another user here") { try await works("[ $(id -u) -eq 0 ]") })
struct PlantedFileTests {
  private static let preparation = """
    errkb import "$SEEDS" 2>/dev/null; chmod 711 .; mkdir -m 1777 pub; mkdir own
    echo precious >own/victim; echo precious >own/kuscia.html; echo precious >own/kuscia.yaml
    """

  @Test(
    arguments: [
      ("f.jsonl", "own/victim", "errkb export --format jsonl --force -o pub/f.jsonl"),
      ("f.jsonl", "own/none", "errkb export --format jsonl -o pub/f.jsonl"),
      ("f.jsonl", "pub/second", "errkb export --format jsonl --force -o pub/f.jsonl"),
      ("s.db", "own/victim", "errkb snapshot --force pub/s.db"),
      ("s.db", "own/none", "errkb snapshot pub/s.db"),
      ("kuscia.html", "own/victim", "errkb export --format html --force -o pub/"),
      ("out", "own", "errkb export --format html --force -o pub/out"),
      ("out", "own", "errkb export --format yaml --force -o pub/out/"),
      ("out", "own", "errkb export --format yaml --force -o pub/out//."),
      ("out", "own", "errkb export --format jsonl -o pub/out/new.jsonl"),
      ("out", "own", "errkb export --format jsonl -o pub/out/deep/er/new.jsonl"),
      ("out", "own", "errkb snapshot pub/out/new.db"),
    ])
  func `a link of another user is not written through`(
    link: String, target: String, command: String
  ) async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        \(Self.preparation); ln -s "$HOME/own/victim" pub/second; chown -h 65534 pub/second
        \(somebody) ln -s "$HOME/\(target)" pub/\(link)
        \(command) >&2; echo $?; cat own/victim own/kuscia.html own/kuscia.yaml; ls own
        """, in: folder)
      let untouched = "precious\nprecious\nprecious\nkuscia.html\nkuscia.yaml\nvictim\n"
      #expect(["2\n", "5\n"].contains { result.output == $0 + untouched }, "\(result.output)")
      #expect(result.error.contains("pub/\(link) is a link to "), "\(result.error)")
      #expect(result.error.contains(" that another user made"), "\(result.error)")
    }
  }

  @Test func `links of one's own, and of the owner of what they lead to, are written through`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        \(Self.preparation); ln -s ../own/victim pub/f.jsonl; ln -s "$HOME/own" pub/out
        ln -s ../own/new pub/new
        errkb export --format jsonl --force -o pub/f.jsonl; errkb export --format csv -o pub/out/
        errkb export --format jsonl -o pub/new
        : >pub/theirs; ln -s theirs pub/link; chown -h 65534 pub/theirs pub/link
        errkb export --format jsonl --force -o pub/link
        grep -l 11305 own/victim own/new pub/theirs; ls own/*.csv | wc -l; find pub -type l | sort
        """, in: folder)
      #expect(
        result.output == """
          own/victim
          own/new
          pub/theirs
          5
          pub/f.jsonl
          pub/link
          pub/new
          pub/out\n
          """, "\(result.error)")
    }
  }

  @Test(arguments: ["own/new.db", "own/empty.db", "own/other.db"])
  func `no base is made or written through a link of another user`(target: String) async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        \(Self.preparation); : >own/empty.db; cp data/errkb/errkb.db own/other.db
        \(somebody) ln -s "$HOME/\(target)" pub/kb.db
        errkb add --db pub/kb.db --system shop shop:E1 message.en=x; echo $?
        find own -name new.db; wc -c <own/empty.db; errkb --db own/other.db list --system shop
        """, in: folder)
      #expect(result.output == "5\n0\n", "\(result.error)")
      #expect(result.error.hasPrefix("errkb: pub/kb.db is a link to "), "\(result.error)")
    }
  }

  @Test func `a base is made through a link of one's own`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        \(Self.preparation); ln -s ../own/new.db pub/kb.db
        errkb add --db pub/kb.db --system shop shop:E1 message.en=x
        errkb --db own/new.db list; ls own pub
        """, in: folder)
      #expect(
        result.output == """
          shop:E1			x
          own:
          kuscia.html
          kuscia.yaml
          new.db
          victim

          pub:
          kb.db\n
          """, "\(result.error)")
    }
  }

  /// A base in a folder that all may write to, and a shell that others plant side files from.
  private static let base = """
    \(preparation); cp data/errkb/errkb.db pub/kb.db; chmod 644 pub/kb.db
    plant() { \(somebody) sh -c "umask 0; for e in $2; do : >pub/$1\\$e; done"; }
    """

  @Test func `empty side files of a user who may not write the base are taken away`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        \(Self.base)
        plant kb.db '-wal -shm -journal'; errkb --db pub/kb.db list --system kuscia | wc -l
        plant kb.db '-wal -shm -journal'; errkb --db pub/kb.db set 5100 category=x
        plant new.db '-wal -shm -journal'; errkb --db pub/new.db add --system shop E1 message.en=x
        plant kb.db -shm; errkb --db pub/kb.db doctor | tail -1; ls pub
        """, in: folder)
      #expect(result.output == "54\nindex        complete\nkb.db\nnew.db\n", "\(result.error)")
    }
  }

  @Test func `side files that another user keeps in use are refused by their name`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        \(Self.base)
        cat >pub/hold.py <<'END'
        import os, sqlite3, sys
        os.umask(0)
        for ending in ("-wal", "-shm"): os.open("pub/kb.db" + ending, os.O_RDWR | os.O_CREAT, 0o666)
        base = sqlite3.connect("file:pub/kb.db?mode=ro", uri=True, isolation_level=None)
        base.execute("BEGIN"); base.execute("SELECT count(*) FROM codes").fetchone()
        open("pub/ready", "w"); sys.stdin.read()
        END
        mkfifo go; \(somebody) /usr/bin/python3 pub/hold.py <go & exec 3>go
        while [ ! -e pub/ready ]; do sleep 0.05; done
        for verb in "set 5100 category=x" "show 5100" "set 5100 category=x --dry-run" doctor; do
          errkb --db pub/kb.db $verb; echo $?
        done
        exec 3>&-; wait; errkb --db pub/kb.db set 5100 category=x; ls pub
        """, in: folder)
      #expect(result.output == "5\n5\n5\n5\nhold.py\nkb.db\nready\n", "\(result.error)")
      let refusal = """
        errkb: pub/kb.db-wal beside pub/kb.db belongs to a user who may not write the base
        when nobody has the base open, remove it\n
        """
      #expect(
        result.error == String(repeating: refusal, count: 4)
          + "qingcloud:5100  revision 3: category\n")
    }
  }

  @Test func `in a base that others may write, their side files are theirs`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        \(Self.base); chmod 666 pub/kb.db; plant kb.db '-wal -shm'
        errkb --db pub/kb.db show 5100 | head -1; errkb --db pub/kb.db set 5100 category=x
        \(somebody) errkb --db pub/kb.db set 5100 category=y; ls pub
        """, in: folder)
      #expect(
        result.output == "5100  QingCloud platform API (qingcloud)\nkb.db\n", "\(result.error)")
    }
  }
}

/// What runs a command as somebody else.
private let somebody = "setpriv --reuid=65534 --regid=65534 --clear-groups"
