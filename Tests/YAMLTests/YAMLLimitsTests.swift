import Testing
import YAML

@Suite struct YAMLLimitsTests {
  @Test(arguments: [
    ("brackets", "a:\n  " + String(repeating: "[", count: 200), YAMLError.nestedTooDeep(line: 2)),
    ("dashes", String(repeating: "- ", count: 20_000) + "x", .nestedTooDeep(line: 1)),
    (
      "indentation", (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      .nestedTooDeep(line: 100)
    ),
    ("marks of keys", String(repeating: "? ", count: 20_000) + "x", .nestedTooDeep(line: 1)),
    ("a node within itself", "a: 1\nb: &b [1, *b]\n", .aliases(line: 2)),
    ("two within each other", "a: &a [&b [*a]]\n", .aliases(line: 1)),
    ("aliases that multiply", bomb(of: 8), .aliases(line: 4)),
    (
      "one long text many times",
      "a: &a \(String(repeating: "x", count: 1000))\nb: [\(String(repeating: "*a,", count: 1000))]\n",
      .aliases(line: 2)
    ),
    (
      "many anchors", (0..<20_000).map { "- &a\($0) x\n" }.joined(), .aliases(line: 1001)
    ),
  ])
  func `what would take long to read is refused`(kind: String, text: String, error: YAMLError) {
    #expect(throws: error, "\(kind)") { _ = try YAMLDocument(parsing: Array(text.utf8)) }
  }

  @Test(arguments: [
    "a: &a [1, 2]\nb: *a\nc: *a\n", "- &a x\n" + String(repeating: "- *a\n", count: 100_000),
    bomb(of: 2), String(repeating: "- 'a & b'\n", count: 5000),
    "a: " + String(repeating: "[", count: 90) + String(repeating: "]", count: 90),
    "a: '" + String(repeating: "x", count: 5_000_000) + "'",
  ])
  func `what an honest text may hold is read`(text: String) throws {
    _ = try YAMLDocument(parsing: Array(text.utf8))
  }
}

/// Lists of ten of the list before.
private func bomb(of levels: Int) -> String {
  (0..<levels).reduce(into: "l: &l0 [\(String(repeating: "x,", count: 10))]\n") { text, level in
    text += "l\(level): &l\(level + 1) [\(String(repeating: "*l\(level),", count: 10))]\n"
  }
}
