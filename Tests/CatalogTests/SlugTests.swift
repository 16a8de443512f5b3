import Testing

@testable import Catalog

struct SlugTests {
  @Test(arguments: [
    ("a", nil), ("oss-2", nil), (String(repeating: "a", count: 64), nil),
    (
      String(repeating: "a", count: 65),
      "'aaaaaaaaaaaaaaaaaaaa…' has 65 bytes and cannot name a system; use at most 64"
    ),
    ("A b", "'A b' cannot name a system; use lower-case letters, digits and -"),
    (
      "-a",
      "'-a' begins as an option does and cannot name a system; begin with a letter or a digit"
    ),
  ])
  func `a system is named by at most 64 small letters, digits and -`(
    slug: String, complaint: String?
  ) {
    #expect(SystemDescription.slugComplaint(about: slug) == complaint)
  }

  @Test func `an old slug may begin with a hyphen`() {
    #expect(SystemDescription.slugComplaint(about: "-a", isNew: false) == nil)
  }
}
