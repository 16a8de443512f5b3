import TestSupport
import Testing
import YAML

@Suite struct YAMLWriterTests {
  @Test func `keys, lists, comments and blank lines read like something written by hand`() {
    var writer = YAMLWriter()
    writer.comment("One.\nTwo: \u{1B}[1m\n\nThree")
    writer.item { item in
      item.comment("before the item", marker: "#!")
      item.key("entry", "bk-job:E1#2")
      item.key("revision", number: 3)
      item.key("code", "E1", as: .quoted)
      item.key("severity")
      item.sequence("aliases") { _ in }
      item.sequence("remedy") { list in
        list.item("先查 job", as: .prose)
        list.item("then: retry\nor  not", as: .prose)
      }
      item.mapping("en") { texts in
        texts.comment("made from zh-Hans")
        texts.key("message", "  two\n\nlines #1", as: .prose)
        texts.key("a: b", "no")
      }
    }
    writer.blankLine()
    writer.item { _ in }
    #expect(
      writer.text == #"""
        # One.
        # Two: \x1B[1m
        #
        # Three
        #! before the item
        - entry: bk-job:E1#2
          revision: 3
          code: "E1"
          severity:
          aliases: []
          remedy:
            - 先查 job
            - |-
              then: retry
              or  not
          en:
            # made from zh-Hans
            message: |2-
                two

              lines #1
            "a: b": "no"

        - {}

        """#)
  }

  @Test(
    arguments: [
      ("ok", "ok"), ("404", "\"404\""), ("0x1F", "\"0x1F\""), ("No", "\"No\""), ("y", "\"y\""),
      ("", "\"\""), ("~", "\"~\""), ("a: b", "\"a: b\""), ("a:b", "a:b"), ("a:", "\"a:\""),
      ("a #b", "\"a #b\""), ("a ", "\"a \""), ("- a", "\"- a\""), ("don't", "don't"),
      ("找不到，请重试。", "找不到，请重试。"), ("a\nb", "\"a\\nb\""), ("a\u{3000}b", "\"a\u{3000}b\""),
      ("1:20", "\"1:20\""), ("a\u{2028}", "\"a\\u2028\""), ("\u{10FFFF}\0", "\"\\U0010FFFF\\x00\""),
      ("a\"b", "\"a\\\"b\""), ("{a}", "\"{a}\""), (".inf", "\".inf\""),
    ])
  func `a label is plain only where every reader takes it for that text`(
    label: String, written: String
  ) {
    var writer = YAMLWriter()
    writer.key("k", label)
    #expect(writer.text == "k: \(written)\n")
  }

  @Test(
    arguments: [
      ("a: b", "|-\n  a: b"),
      (String(repeating: "a", count: 61), "|-\n  " + String(repeating: "a", count: 61)),
      ("\n a", "|2-\n\n   a"), ("a\n", "\"a\\n\""), ("a \nb", "\"a \\nb\""),
      ("\ta\nb", "\"\\ta\\nb\""),
      ("a\rb", "\"a\\rb\""), ("a\u{85}b", "\"a\\x85b\""), ("\u{FEFF}", "\"\\uFEFF\""),
      ("a\tb", "|-\n  a\tb"),
    ])
  func `prose is a literal block unless the block would lose something`(
    prose: String, written: String
  ) {
    var writer = YAMLWriter()
    writer.key("k", prose, as: .prose)
    #expect(writer.text == "k: \(written)\n")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `whatever is written is read back equal`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts = (0..<20).map { _ in nastyText(&random) }
    var writer = YAMLWriter()
    writer.comment(nastyText(&random))
    for (index, text) in texts.enumerated() {
      writer.item { item in
        item.comment(nastyText(&random), marker: "#!")
        item.key("\(index)" + text, text, as: .label)
        item.key("quoted", text, as: .quoted)
        item.key("prose", text, as: .prose)
        item.comment(text)
        item.sequence("list") { list in
          list.item(text, as: .prose)
          list.comment(text)
          list.item { $0.item(text) }
        }
        item.mapping("deep") { $0.mapping("deeper") { $0.key(text, text, as: .prose) } }
      }
      writer.blankLine()
    }
    var document = try YAMLDocument(parsing: Array(writer.text.utf8))
    let expected = texts.enumerated().map { index, text in
      Tree.mapping([
        [.scalar("\(index)" + text), .scalar(text)], [.scalar("quoted"), .scalar(text)],
        [.scalar("prose"), .scalar(text)],
        [.scalar("list"), .sequence([.scalar(text), .sequence([.scalar(text)])])],
        [
          .scalar("deep"),
          .mapping([[.scalar("deeper"), .mapping([[.scalar(text), .scalar(text)]])]]),
        ],
      ])
    }
    let found = document.root
    let root = try #require(found)
    let read = tree(root, &document)
    #expect(read == .sequence(expected))
  }

  @Test func `brackets within texts are no nesting`() throws {
    var writer = YAMLWriter()
    for _ in 0..<200 { writer.item("[%s {", as: .prose) }
    var document = try YAMLDocument(parsing: Array(writer.text.utf8))
    guard let root = document.root, case .sequence(let items) = document.value(root) else {
      Issue.record("no list")
      return
    }
    #expect(items.count == 200)
    #expect(throws: YAMLError.nestedTooDeep(line: 2)) {
      _ = try YAMLDocument(parsing: Array(("a:\n  " + String(repeating: "[", count: 200)).utf8))
    }
  }
}

/// A copy of a document to compare, scalar by scalar of Unicode.
private indirect enum Tree: Equatable {
  case bytes([UInt8])
  case sequence([Tree])
  case mapping([[Tree]])

  static func scalar(_ text: String) -> Tree { .bytes(Array(text.utf8)) }
}

private func tree(_ node: YAMLDocument.Node, _ document: inout YAMLDocument) -> Tree {
  switch document.value(node) {
  case .scalar(let text, _): return .scalar(text)
  case .sequence(let items):
    var trees: [Tree] = []
    for item in items { trees.append(tree(item, &document)) }
    return .sequence(trees)
  case .mapping(let pairs):
    var trees: [[Tree]] = []
    for pair in pairs { trees.append([tree(pair.key, &document), tree(pair.value, &document)]) }
    return .mapping(trees)
  }
}

private let nasty = [
  " ", " ", "\n", "\n", "\t", "\r", "\r\n", "\0", "\u{7}", "\u{85}", "\u{2028}", "\u{2029}",
  "\u{FEFF}", "\u{FFFE}", "\u{200B}", "\u{202E}", "\u{A0}", "\u{3000}", "\u{301}", "-", "- ", "---",
  "...", ": ", ":", "#", " #", "[", "]", "{", "}", ",", "&a", "*a", "!t", "|", ">", "'", "\"", "\\",
  "%", "@", "`", "?", "? ", "~", "no", "1", "0x", "e", "错误", "。", "𠀀", "👩‍👩‍👧", "<<", "=", "a", "b",
]

private func nastyText(_ random: inout SeededGenerator) -> String {
  let count = Int.random(in: 0...12, using: &random)
  let text = (0..<count).map { _ in nasty.randomElement(using: &random) ?? "" }.joined()
  return Int.random(in: 0..<40, using: &random) == 0
    ? String(repeating: text, count: 300) : text
}
