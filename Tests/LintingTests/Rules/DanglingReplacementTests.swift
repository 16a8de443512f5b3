import Catalog
import Testing

@testable import Linting

struct DanglingReplacementTests {
  private let base = lookup(["desk": ["1001", "1002", "A#3"], "door": ["7001"]])

  private func sentences(_ replacement: String?, variant: String = "") throws -> [String] {
    var entry = desk(code: "1001")
    entry.variant = variant
    entry.aliases = ["ErrSeat"]
    entry.replacedBy = replacement
    return try faults([DanglingReplacement.rule], in: entry, base)
  }

  @Test(arguments: [
    ("1003", "names 1003, which is no code of desk"),
    ("desk:1003", "names desk:1003, which is no code of desk"),
    ("door:1002", "names door:1002, which is no code of door"),
    ("hall:1002", "names hall:1002, which is no code of desk"),
    ("1003#2", "names 1003#2, which is no code of desk"), ("1001", "names the entry itself"),
    ("desk:1001", "names the entry itself"), ("desk:1001#1", "names the entry itself"),
    ("errseat", "names the entry itself"),
  ])
  func `a code that is not there takes no other's place`(
    replacement: String, sentence: String
  ) throws {
    #expect(try sentences(replacement) == ["replaced_by: " + sentence])
  }

  @Test(arguments: [nil, "1002", "desk:1002", "1002#2", "door:7001", "A#3", "1001#2", "DESK:1002"])
  func `a code that is there does`(replacement: String?) throws {
    #expect(try sentences(replacement) == [])
  }

  @Test func `a variant can be replaced by another of the same code, named as such`() throws {
    #expect(try sentences("1001#1", variant: "2") == [])
    #expect(try sentences("1001", variant: "2") == ["replaced_by: names the entry itself"])
    #expect(try sentences("1001#2", variant: "2") == ["replaced_by: names the entry itself"])
  }

  @Test func `a person writes the right code`() throws {
    var entry = desk(code: "1001")
    entry.replacedBy = "1009"
    let found = try findings([DanglingReplacement.rule], in: entry, base)
    #expect(found.map(\.next) == [.write(.replacedBy)])
  }
}
