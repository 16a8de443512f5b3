import Testing

@testable import Linting

struct CodeMentionsTests {
  private func mentions(_ text: String) -> [String] {
    codeMentions(in: text) { ["desk", "door-2"].contains($0) }
      .map { "\($0.system) \($0.code)" }
  }

  @Test(arguments: [
    ("", []), ("desk:1", ["desk 1"]), ("见desk:E-1。", ["desk E-1"]),
    ("Desk:A.1, DOOR-2:x_2.", ["desk A.1", "door-2 x_2"]), ("desk:1-", ["desk 1"]),
    ("desk:1:", ["desk 1"]), ("desk:1: door-2:2", ["desk 1", "door-2 2"]), ("desk:磁盘1", []),
    ("desk:_1", []), ("desk:seat", []), ("adesk:1", []), ("a.desk:1", []), ("desk:1=2", []),
    ("desk:desk:1", []), ("desk:1/x", []), ("desk:1//", []), ("desk:", []), (":1", []),
    ("desk:1 desk:1", ["desk 1", "desk 1"]),
  ])
  func `a slug, a colon and a code are a mention`(text: String, expected: [String]) {
    #expect(mentions(text) == expected)
  }

  @Test func `a word that is longer than a code can be is none`() {
    #expect(mentions("desk:" + String(repeating: "1", count: 64)).count == 1)
    #expect(mentions("desk:" + String(repeating: "1", count: 65)).isEmpty)
    #expect(mentions(String(repeating: "d", count: 65) + ":1").isEmpty)
  }
}
