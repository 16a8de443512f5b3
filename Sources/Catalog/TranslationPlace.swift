/// Which text of which entry something translates.
///
/// Written `SYSTEM:CODE#VARIANT/message`, `/description`, `/remedy` or `/remedy/2`. It reads back
/// unambiguously whatever the code holds: it is cut at the first `:`, which no slug has, at the field
/// from its end, and at the last `#`, which is written behind every code that holds one (`#1` is the
/// first variant); in a variant `#` is `%23` and `%` is `%25`.
package struct TranslationPlace: Hashable, Sendable, CustomStringConvertible {
  package var entry: EntryPlace
  package var part: Part

  /// Where an entry stands: system, code and variant.
  package struct EntryPlace: Hashable, Sendable {
    package var system: String
    /// In whatever spelling; the key is compared.
    package var code: String
    /// Empty for the first.
    package var variant: String

    /// Makes a place.
    package init(system: String, code: String, variant: String) {
      self.system = system
      self.code = code
      self.variant = variant
    }

    /// Equal byte by byte; Swift takes two ways to compose a letter for one.
    package static func == (left: Self, right: Self) -> Bool {
      left.identity.elementsEqual(right.identity)
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(identity)
    }

    /// No slug holds a `:`, and no key or variant a line feed.
    private var identity: [UInt8] {
      Array("\(system):\(CodeKey(code).text)\n\(variant)".utf8)
    }
  }

  /// A text of an entry in one language.
  package enum Part: Hashable, Sendable {
    case message
    case description
    /// All steps, one a line.
    case remedy
    /// One step, counted from 1.
    case step(Int)

    /// The field that holds it.
    package func field(in language: Language) -> Field {
      switch self {
      case .message: .message(language)
      case .description: .description(language)
      case .remedy, .step: .remedy(language)
      }
    }
  }

  /// Makes a place.
  package init(_ entry: EntryPlace, _ part: Part) {
    self.entry = entry
    self.part = part
  }

  /// Reads a place as `description` writes it; nil when the text is none.
  package init?(_ text: String) {
    // By bytes throughout: a code may begin with a mark that combines with what stands before it.
    guard let (address, part) = Self.cut(text.utf8[...]),
      let colon = address.firstIndex(of: UInt8(ascii: ":")),
      case let system = String(Substring(address[..<colon])), SystemDescription.isSlug(system)
    else { return nil }
    var code = address[address.index(after: colon)...]
    var variant = ""
    if let hash = code.lastIndex(of: UInt8(ascii: "#")), hash > code.startIndex {
      let label = Array(code[code.index(after: hash)...])
      variant = label == [UInt8(ascii: "1")] ? "" : Self.unescaped(label)
      code = code[..<hash]
    }
    let place = EntryPlace(system: system, code: String(Substring(code)), variant: variant)
    guard !CodeKey(place.code).isEmpty else { return nil }
    self.init(place, part)
  }

  private static func unescaped(_ label: [UInt8]) -> String {
    let bytes = label.replacing("%23".utf8, with: "#".utf8).replacing("%25".utf8, with: "%".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func cut(
    _ text: Substring.UTF8View
  ) -> (address: Substring.UTF8View, part: Part)? {
    guard let slash = text.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let address = text[..<slash]
    switch String(Substring(text[text.index(after: slash)...])) {
    case "message": return (address, .message)
    case "description": return (address, .description)
    case "remedy": return (address, .remedy)
    case let number:
      guard let step = Int(number), step > 0, String(step) == number,
        address.suffix(7).elementsEqual("/remedy".utf8)
      else { return nil }
      return (address.dropLast(7), .step(step))
    }
  }

  package var description: String {
    let part =
      switch part {
      case .message: "message"
      case .description: "description"
      case .remedy: "remedy"
      case .step(let number): "remedy/\(number)"
      }
    return "\(entry.text)/\(part)"
  }
}

extension TranslationPlace.EntryPlace {
  /// The place of an entry.
  package init(_ entry: Entry) {
    self.init(system: entry.system, code: entry.code, variant: entry.variant)
  }

  /// `SYSTEM:CODE`, with `#VARIANT` where there is one or the code holds a `#` itself.
  package var text: String {
    guard !variant.isEmpty || code.utf8.contains(UInt8(ascii: "#")) else {
      return "\(system):\(code)"
    }
    let escaped = Array(variant.utf8).replacing("%".utf8, with: "%25".utf8)
      .replacing("#".utf8, with: "%23".utf8)
    let label = variant.isEmpty ? "1" : String(decoding: escaped, as: UTF8.self)
    return "\(system):\(code)#\(label)"
  }
}
