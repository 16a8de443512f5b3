import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Commands

/// A person's editor, played by scripts: what is saved, and what is left when it goes wrong.
///
/// One after the other, since all processes of a run share the signals' handlers.
@Suite(.serialized) struct EditSessionTests {
  /// What came of a session.
  struct End: Equatable, CustomStringConvertible {
    /// What was accepted.
    var value: String?
    /// The failure's code.
    var code: String?
    /// What the files that are left hold.
    var kept: [String] = []

    var description: String { "value \(value ?? "-"), code \(code ?? "-"), kept \(kept)" }
  }

  static let text = "# a form\nmessage: 磁盘已满 \u{E9}\n"

  /// Scripts get the file as `$1` and the number of the opening as `$N`.
  @Test(arguments: [
    ("echo typed > \"$1\"", End(value: "typed\n")),
    ("echo typed > \"$1.b\"; mv \"$1.b\" \"$1\"", End(value: "typed\n")),
    (":", End()),
    ("> \"$1\"", End()),
    ("printf '# a form\\n \\n' > \"$1\"", End()),
    // The same character, composed another way.
    ("printf '# a form\\nmessage: 磁盘已满 e\\314\\201\\n' > \"$1\"", End(value: text)),
    // A mistake, and what follows it.
    ("[ $N = 1 ] && echo bad > \"$1\" || echo good > \"$1\"", End(value: "good\n")),
    ("[ $N = 2 ] || echo bad > \"$1\"", End(code: "not_saved", kept: ["# wrong\nbad\n"])),
    ("[ $N = 1 ] && echo bad > \"$1\" || > \"$1\"", End(code: "not_saved", kept: ["bad\n"])),
    ("[ $N = 1 ] && echo bad > \"$1\" || rm \"$1\"", End(code: "not_saved", kept: ["bad\n"])),
    ("[ $N = 1 ] || exit 1; echo bad > \"$1\"", End(code: "editor", kept: ["# wrong\nbad\n"])),
    (
      "[ $N = 1 ] && echo bad > \"$1\" && exit; > \"$1\"; exit 1",
      End(code: "editor", kept: ["bad\n"])
    ),
    // The very same mistake again, and the mistake given up for another one.
    ("[ $N -le 2 ] && echo bad > \"$1\" || exit 9", End(code: "not_saved", kept: ["bad\n"])),
    (
      "[ $N = 1 ] && echo bad > \"$1\" || echo locked > \"$1\"",
      End(code: "locked", kept: ["locked\n"])
    ),
    // The complaint cannot be written: something is in the way.
    ("echo bad > \"$1\"; mkdir \"$1.new\"", End(code: "cannot_write", kept: ["bad\n"])),
    // A link under that name is taken away, and not followed.
    ("echo bad > \"$1\"; ln -s \"$1\" \"$1.new\"", End(code: "not_saved", kept: ["bad\n"])),
    // A text that is wiped out, and whose file cannot be written either.
    (
      "[ $N = 1 ] && echo bad > \"$1\" && exit; mkdir \"$1.new\"; rm \"$1\"",
      End(code: "not_saved", kept: ["bad\n"])
    ),
    // Editors that fail.
    ("exit 3", End(code: "editor")),
    ("echo typed > \"$1\"; exit 3", End(code: "editor", kept: ["typed\n"])),
    ("kill -9 $$", End(code: "editor")),
    ("echo typed > \"$1\"; kill -9 $$", End(code: "editor", kept: ["typed\n"])),
    ("echo typed > \"$1\"; kill -INT $$", End(code: "interrupted", kept: ["typed\n"])),
    ("rm \"$1\"", End(code: "not_saved")),
    ("printf '\\377\\n' > \"$1\"", End(code: "unreadable", kept: ["\u{FFFD}\n"])),
    // The base is locked when the text is to be saved.
    ("echo locked > \"$1\"", End(code: "locked", kept: ["locked\n"])),
    ("echo stop > \"$1\"", End(code: "not_saved", kept: ["stop\n"])),
  ])
  func `what is typed is accepted or kept`(script: String, expected: End) throws {
    try withTemporaryFolder { folder in
      let editor = try scripted(script, in: folder)
      #expect(try end(editor, in: folder) == expected)
    }
  }

  @Test func `where nobody is there a text with a mistake is kept as it is, and opened once`()
    throws
  {
    try withTemporaryFolder { folder in
      let editor = try scripted("[ $N = 1 ] && echo bad > \"$1\" || echo good > \"$1\"", in: folder)
      let error = #expect(throws: Failure.self) {
        try session(editor, in: folder, isReopening: false).run(
          Self.text, isEmpty: isEmpty, accept: accept)
      }
      #expect(error?.message == "it is wrong")
      let path = try #require(KeptEdits.leftovers(in: [edits(folder)]).first)
      #expect(error?.hint?.hasSuffix("errkb edit --from '\(path)'") == true)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "bad\n")
    }
  }

  @Test func `an editor that is not there is named, and leaves nothing behind`() throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: Failure.self) {
        try session(Editor(command: "no-such-editor -w"), in: folder).run(
          Self.text, isEmpty: isEmpty, accept: accept)
      }
      #expect(
        error?.message
          == "the editor 'no-such-editor -w' could not be started; nothing was changed")
      #expect(error?.hint == nil)
      #expect(KeptEdits.leftovers(in: [edits(folder)]).isEmpty)
    }
  }

  @Test(arguments: [
    ("exit 7 &&", EditorError.exited(status: 7)),
    // The shell itself goes on and tells of the signal.
    ("sh -c 'kill -INT $$' &&", .killed(signal: 2)),
    ("sh -c 'kill -KILL $$' &&", .killed(signal: 9)),
  ])
  func `an editor's end is told from its shell's`(command: String, expected: EditorError) {
    #expect(throws: expected) { try Editor(command: command + " true").run(on: "/dev/null") }
  }

  @Test func `a kept text is named, and taken up again it is not what was left alone`() throws {
    try withTemporaryFolder { folder in
      let failing = try scripted("echo typed > \"$1\"; exit 3", in: folder)
      let error = #expect(throws: Failure.self) {
        try session(failing, in: folder).run(Self.text, isEmpty: isEmpty, accept: accept)
      }
      let path = try #require(KeptEdits.leftovers(in: [edits(folder)]).first)
      #expect(
        error?.hint
          == "your text is kept in \(path); to take it up again: errkb edit --from '\(path)'")
      let again = try session(Editor(command: ":"), in: folder).run(
        "typed\n", original: Self.text, isEmpty: isEmpty, accept: accept)
      #expect(again == "typed\n")
      #expect(KeptEdits.leftovers(in: [edits(folder)]) == [path])
    }
  }

  @Test func `a text that is too long is kept`() throws {
    try withTemporaryFolder { folder in
      let editor = try scripted("head -c 11000000 /dev/zero > \"$1\"", in: folder)
      let error = #expect(throws: Failure.self) {
        try session(editor, in: folder).run(Self.text, isEmpty: isEmpty, accept: accept)
      }
      #expect(
        error?.message.hasSuffix(
          "it has 11000000 bytes, and an edited text may have 10 MiB; edit fewer entries at once")
          == true)
      #expect(KeptEdits.leftovers(in: [edits(folder)]).count == 1)
    }
  }

  @Test func `the editor's options, blanks and Chinese reach it, in a file of its owner's`() throws
  {
    try withTemporaryFolder { folder in
      let editor = try scripted(
        "[ \"$1\" = --wait ] && stat -c '%a %n' \"$2\" \"${2%/*}\" > \"$2.s\"; mv \"$2.s\" \"$2\"",
        in: folder, options: " --wait")
      let seen = try #require(
        try session(editor, in: folder).run(Self.text, isEmpty: isEmpty, accept: accept))
      let lines = seen.split(separator: "\n")
      #expect(lines.first?.hasPrefix("600 \(edits(folder))/errkb-a_码-") == true, "\(seen)")
      #expect(lines.first?.hasSuffix(".yaml") == true)
      #expect(lines.last == "700 \(edits(folder))")
    }
  }

  @Test func `where the folder cannot be made the next one is used`() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(filePath: folder + "/file"))
      let blocked = FilePath(folder + "/file/edits")
      let editor = try scripted("echo \"$1\" > \"$1\"", in: folder)
      let path = try EditSession(stem: "a", editor: editor, folders: [blocked, edits(folder)]).run(
        Self.text, isEmpty: isEmpty, accept: accept)
      #expect(path?.hasPrefix(edits(folder).string) == true)
      let error = #expect(throws: Failure.self) {
        try EditSession(stem: "a", editor: editor, folders: [blocked]).run(
          Self.text, isEmpty: isEmpty, accept: accept)
      }
      #expect(error?.code == "cannot_write")
    }
  }

  @Test func `keys that interrupt end the editor's programs and not us`() throws {
    try withTemporaryFolder { folder in
      // The parent of the script is this process; the child's signals are the default ones.
      let editor = try scripted(
        "kill -INT $PPID; kill -QUIT $PPID; (kill -INT $(exec sh -c 'echo $PPID')); echo $? > \"$1\"",
        in: folder)
      let status = try session(editor, in: folder).run(
        Self.text, isEmpty: isEmpty, accept: accept)
      #expect(status == "130\n")
    }
  }

  @Test(arguments: [
    (["EDITOR": "ed", "VISUAL": "vi", "ERRKB_EDITOR": "code --wait"], "code --wait"),
    (["EDITOR": "ed", "VISUAL": "vi"], "vi"), (["EDITOR": "ed", "VISUAL": " "], "ed"),
    ([:], nil),
  ])
  func `the first variable that names an editor does`(variables: [String: String], command: String?)
  {
    let editor = Result { try Editor { variables[$0] } }
    switch editor {
    case .success(let editor): #expect(editor.command == command)
    case .failure(let error):
      #expect(command == nil)
      #expect((error as? Failure)?.code == "no_editor")
    }
  }

  @Test(arguments: [
    (["HOME": "/h"], ["/h/.local/state/errkb/edits", "/tmp"]),
    (
      ["HOME": "/h", "XDG_STATE_HOME": "/s", "TMPDIR": "/t"], ["/s/errkb/edits", "/t"]
    ),
    (
      ["HOME": "/h", "XDG_STATE_HOME": "s", "TMPDIR": "t"], ["/h/.local/state/errkb/edits", "/tmp"]
    ),
    ([:], ["/tmp"]),
  ])
  func `edits lie in the folder for state`(variables: [String: String], folders: [String]) {
    #expect(KeptEdits.folders { variables[$0] }.map(\.string) == folders)
  }

  // MARK: What the cases share

  private func edits(_ folder: String) -> FilePath { FilePath(folder + "/文件 夹/edits") }

  private func session(
    _ editor: Editor, in folder: String, isReopening: Bool = true
  ) -> EditSession {
    EditSession(stem: "a/码", editor: editor, folders: [edits(folder)], isReopening: isReopening)
  }

  private func scripted(_ script: String, in folder: String, options: String = "") throws -> Editor
  {
    let path = folder + "/an editor"
    let count = "N=$(($(cat '\(folder)/n' 2>/dev/null) + 1)); echo $N > '\(folder)/n'"
    try Data("\(count)\n\(script)\n".utf8).write(to: URL(filePath: path))
    // Nothing stands between this process and the script.
    return Editor(command: "exec sh '\(path)'" + options)
  }

  private func isEmpty(_ text: String) -> Bool {
    text.split(separator: "\n").allSatisfy {
      $0.hasPrefix("#") || $0.allSatisfy(\.isWhitespace)
    }
  }

  private func accept(_ text: String) throws -> EditSession.Outcome<String> {
    switch text {
    case "bad\n":
      return .again(text: "# wrong\nbad\n", Failure(.usage, code: "wrong", "it is wrong"))
    case "locked\n": throw Failure(.database, code: "locked", "the base is locked")
    case "stop\n": throw ExitStatus.conflict
    default: return .accepted(text)
    }
  }

  private func end(_ editor: Editor, in folder: String) throws -> End {
    var end = End()
    do {
      end.value = try session(editor, in: folder).run(
        Self.text, isEmpty: isEmpty, accept: accept)
    } catch let failure as Failure {
      end.code = failure.code
      let paths = KeptEdits.leftovers(in: [edits(folder)])
      #expect((failure.hint != nil) == !paths.isEmpty)
      for path in paths { #expect(failure.hint?.contains(path) == true) }
    }
    end.kept = try KeptEdits.leftovers(in: [edits(folder)]).map {
      String(decoding: try Data(contentsOf: URL(filePath: $0)), as: UTF8.self)
    }
    return end
  }
}
