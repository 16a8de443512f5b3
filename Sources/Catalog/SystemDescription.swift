/// A product that emits codes.
package struct SystemDescription: Equatable, Sendable {
  /// What the system is called in addresses: lower-case letters, digits and `-`.
  package var slug: String
  /// What people call it.
  package var name: String
  /// Who makes it.
  package var vendor: String?
  /// The language its pages are in unless they say otherwise.
  package var language: Language?
  /// Where its users find help.
  package var helpURL: String?

  /// Makes a description; the name is the slug where none is given.
  package init(
    slug: String, name: String? = nil, vendor: String? = nil, language: Language? = nil,
    helpURL: String? = nil
  ) {
    self.slug = slug
    self.name = name ?? slug
    self.vendor = vendor
    self.language = language
    self.helpURL = helpURL
  }

  /// Whether a text can be a slug.
  package static func isSlug(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
