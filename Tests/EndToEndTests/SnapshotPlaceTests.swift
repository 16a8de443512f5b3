import SystemPackage
import Testing

/// Places where a snapshot cannot be written.
@Suite struct SnapshotPlaceTests {
  @Test func `a file that may not grow is an error, and the old one stays`() async throws {
    try await expectRefusal("", "ulimit -f 200", because: "disk I/O error")
  }

  @Test(
    .enabled("file systems can be mounted here") {
      try await works("\(apart) mount -t tmpfs tmpfs /mnt")
    },
    arguments: [
      ("mount -t tmpfs -o size=256k tmpfs place; echo old >place/out.db", "no space is left"),
      (
        "mount -t tmpfs tmpfs place; echo old >place/out.db; mount -o remount,ro place",
        "Read-only file system"
      ),
    ])
  func `a disk that is full or read-only keeps the old snapshot`(
    _ mounting: String, _ reason: String
  ) async throws {
    try await expectRefusal(apart, mounting, because: reason)
  }

  @Test(
    .enabled("the tool can be run by somebody whom permissions hold back") {
      try await works("\(nobody) errkb --version")
    })
  func `a folder that one may not write to keeps the old snapshot`() async throws {
    try await expectRefusal("chmod 555 place && \(nobody)", ":", because: "Permission denied")
  }

  @Test(arguments: ["/proc/out.db", "/dev/full/out.db", "none/out.db"])
  func `a place where no file can be is one sentence`(path: String) async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        #"install -Dm644 "$STARTER" data/errkb/errkb.db; errkb snapshot \#(path)"#, in: folder)
      #expect(result.status == 5)
      expectSentence(result.error, "errkb: cannot write \(path): ")
    }
  }

  @Test func `a pipe is not replaced by a snapshot`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db; mkfifo pipe
        errkb snapshot pipe --force; echo $?
        [ -p pipe ]; echo $?; ls
        """, in: folder)
      #expect(result.output == "2\n0\ndata\npipe\n")
      expectSentence(result.error, "errkb: pipe is a device or a pipe")
    }
  }

  @Test(
    .enabled("file systems can be mounted here") {
      try await works("\(apart) mount -t tmpfs tmpfs /mnt")
    })
  func
    `a snapshot on a read-only medium answers the verbs that read, and tells the others why not`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let result = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db; errkb snapshot out.db 2>/dev/null; mkdir medium
        \(apart) sh -c '
          mount -t tmpfs tmpfs medium; cp out.db medium; mount -o remount,ro medium
          for verb in "search 验证码" "show 5100" list systems stats documents doctor \
            "export --format jsonl" "set 5100 category=x" reindex; do
            errkb --db medium/out.db $verb >answer 2>error; echo "$verb: $?" $(head -c 60 error)
          done
          errkb diff out.db medium/out.db || echo differs
          errkb verify medium/out.db | grep -c sound; ls medium'
        """, in: folder)
      #expect(
        result.output == """
          search 验证码: 0
          show 5100: 0
          list: 0
          systems: 0
          stats: 0
          documents: 0
          doctor: 0
          export --format jsonl: 0
          set 5100 category=x: 5 errkb: medium/out.db is a snapshot, which is only read to ma
          reindex: 5 errkb: medium/out.db is a snapshot, which is only read to ma
          1
          out.db\n
          """, "\(result.error)")
    }
  }

  /// Expects that a snapshot over `place/out.db` is refused and that what is there stays.
  ///
  /// - Parameter shell: what the shell is started with that prepares the place and tries.
  private func expectRefusal(
    _ shell: String, _ preparation: String, because reason: String
  ) async throws {
    try await inTemporaryFolder { folder in
      let result = try await EndToEndTests.shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db; mkdir place; echo old >place/out.db
        \(shell) sh -c '
          \(preparation)
          errkb snapshot place/out.db --force; echo $?; cat place/out.db; ls -A place'
        status=$?; chmod 755 place; exit $status
        """, in: folder)
      #expect(result.output == "5\nold\nout.db\n")
      expectSentence(result.error, "errkb: cannot write place/out.db: \(reason)\n")
    }
  }

  private func expectSentence(_ text: String, _ beginning: String) {
    #expect(text.hasPrefix(beginning), "\(text)")
    // The sentence, and below it what to do.
    #expect(text.split(separator: "\n").count == 2, "\(text)")
  }
}

/// What starts a shell in which file systems can be mounted that nobody else sees.
private let apart = "unshare --map-root-user --mount"

/// What starts a shell of somebody whom permissions hold back.
private let nobody =
  "$([ $(id -u) -ne 0 ] || echo setpriv --reuid=65534 --regid=65534 --clear-groups)"
