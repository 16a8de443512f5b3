import Catalog
import Testing

@testable import Documents

/// Rows with the same code and message.
struct DuplicatesTests {
  private func sheet(_ text: String) throws -> ReadDocument {
    try readDocument(Array(text.utf8), options: .init(format: .csv))
  }

  @Test func `a second cause and a second remedy are added to the first`() throws {
    let document = try sheet(
      """
      Code,Message,Cause,Action
      1,Outside area,The ground slopes,Move the wire
      1,Outside area,Metal disturbs the signal,Move the island
      1,Outside  area,The ground slopes,Move the wire
      """)
    let entry = try #require(document.entry)
    #expect(
      entry.texts[.english]
        == .init(
          message: "Outside area", description: "The ground slopes\nMetal disturbs the signal"))
    #expect(entry.remedies == [.english: ["Move the wire", "Move the island"]])
    #expect(entry.lines == 2...4)
    #expect(
      document.diagnostics.map(\.message) == [
        "code '1' with the same message stands at line 2 already; lines 2 and 3 are one entry, "
          + "with the description and remedy of both",
        "code '1' with the same message stands at line 2 already; lines 2 and 4 are one entry",
      ])
    #expect(document.account == "3 1 0 0 0")
  }

  @Test(arguments: [
    ("Category", "Network", "Battery", "Battery"), ("Level", "error", "warning", "warning"),
    ("HTTP status", "404", "500", "500"), ("replaced_by", "E7", "E8", "E8"),
    ("状态码", "404", "503", "503"), ("Room", "A1", "B2", "B2"), ("severity", "1", "2", nil),
  ])
  func `rows that contradict each other are two meanings, called by what differs`(
    heading: String, one: String, other: String, label: String?
  ) throws {
    let document = try sheet(
      """
      code,message,\(heading),remedy
      E1,no connection,\(one),wait for it
      E1,no connection,\(other),try once more
      E1,no connection,\(one),call for help
      """)
    #expect(document.entries.count == 2)
    #expect(
      document.entries.map { $0.remedies[.english] ?? [] } == [
        ["wait for it", "call for help"], ["try once more"],
      ])
    #expect(document.entries[1].label == label)
    #expect(document.marks == ["3 warning", "4 warning"])
    #expect(document.diagnostics[0].message.hasSuffix("; both are kept"))
  }

  @Test func `sections are two meanings, and one that says nothing of it a third`() throws {
    let document = try read(
      """
      # Errors

      | code | message |
      |-|-|
      | 7 | no connection |

      ## Network

      | code | message |
      |-|-|
      | 7 | no connection |

      ## Battery

      | code | message |
      |-|-|
      | 7 | no connection |
      """)
    #expect(document.entries.map(\.category) == [nil, "Network", "Battery"])
    #expect(document.entries.map(\.label) == [nil, "Network", "Battery"])
    #expect(
      document.diagnostics.map(\.message) == [
        "code '7' with the same message stands at line 5 already with another category; "
          + "both are kept",
        "code '7' with the same message stands at line 5 already with another category; "
          + "both are kept",
      ])
  }

  @Test func `an empty cell contradicts nothing and is filled`() throws {
    let document = try sheet(
      "code,message,Level,Cause\n1,no connection,,why so\n1,no connection,error,\n")
    #expect(document.entry?[.severity] == "error")
    #expect(document.entry?.texts[.english]?.description == "why so")
  }

  @Test func `in whatever order rows stand, no value is lost`() throws {
    let rows = [
      "1,no connection,cause one,wait,error,x", "1,no connection,cause two,go on,error,",
      "1,no connection,cause three,stop,warning,y", "1,no connection,,begin,,x",
      "1,other words,cause one,wait,error,x",
    ]
    for order in permutations(rows) {
      let document = try sheet(
        "code,message,Cause,Action,Level,Room\n" + order.joined(separator: "\n"))
      let said = document.entries.map { entry in
        Set(
          [entry[.severity], entry.texts[.english]?.message].compactMap { $0 }
            + (entry.texts[.english]?.description ?? "").split(separator: "\n").map(String.init)
            + (entry.remedies[.english] ?? []) + Array(entry.attributes.values))
      }
      #expect(
        Set(said) == [
          ["no connection", "error", "cause one", "wait", "x"],
          ["no connection", "error", "cause two", "go on"],
          ["no connection", "warning", "cause three", "stop", "y"],
          ["no connection", "begin", "x"], ["other words", "error", "cause one", "wait", "x"],
        ])
    }
  }

  @Test func `what would be too long together is kept apart`() throws {
    let long = String(repeating: "long text ", count: 60_000)
    let document = try sheet(
      "code,message,Cause\n1,no connection,a \(long)\n1,no connection,\(long)\n")
    #expect(document.entries.count == 2)
    #expect(
      document.diagnostics.map(\.message) == [
        "code '1' with the same message stands at line 2 already; one entry would be too long, "
          + "so both are kept"
      ])
  }
}

private func permutations(_ rows: [String]) -> [[String]] {
  guard rows.count > 1 else { return [rows] }
  return rows.indices.flatMap { index in
    var rest = rows
    let row = rest.remove(at: index)
    return permutations(rest).map { [row] + $0 }
  }
}
