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

  /// Why a text that comes from outside cannot name a system; nil when it can.
  ///
  /// - Parameter isNew: whether it may be the name of a system that is made by it; older errkb let one
  ///   begin as an option does.
  package static func slugComplaint(about text: String, isNew: Bool = true) -> String? {
    let length = text.utf8.count
    if length > TextLimit.slug {
      return
        "'\(text.prefix(20))…' has \(length) bytes and cannot name a system; use at most \(TextLimit.slug)"
    }
    guard isSlug(text) else {
      return "'\(text)' cannot name a system; use lower-case letters, digits and -"
    }
    return isNew && text.hasPrefix("-")
      ? "'\(text)' begins as an option does and cannot name a system; begin with a letter or a digit"
      : nil
  }

  /// Whether a text is made as a slug is, however long it is.
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
