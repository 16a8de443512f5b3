/// Which text of which entry something translates.
///
/// Written `SYSTEM:CODE#VARIANT/message`, `/description`, `/remedy` or `/remedy/2`. It reads back
/// unambiguously whatever the code holds: it is cut at the first `:`, which no slug has, at the field
/// from its end, and at the last `#`, which is written behind every code that holds one (`#1` is the
/// first variant); in a variant `#` is `%23` and `%` is `%25`.
package struct TranslationPlace: Hashable, Sendable, CustomStringConvertible {
  package var entry: EntryID
  package var part: Part

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
  package init(_ entry: EntryID, _ part: Part) {
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
    let entry = EntryID(system: system, code: String(Substring(code)), variant: variant)
    guard !CodeKey(entry.code).isEmpty else { return nil }
    self.init(entry, part)
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
    return "\(address)/\(part)"
  }
}

extension TranslationPlace {
  /// `SYSTEM:CODE`, with `#VARIANT` where there is one or the code holds a `#` itself.
  package var address: String {
    guard !entry.variant.isEmpty || entry.code.utf8.contains(UInt8(ascii: "#")) else {
      return "\(entry.system):\(entry.code)"
    }
    let escaped = Array(entry.variant.utf8).replacing("%".utf8, with: "%25".utf8)
      .replacing("#".utf8, with: "%23".utf8)
    let label = entry.variant.isEmpty ? "1" : String(decoding: escaped, as: UTF8.self)
    return "\(entry.system):\(entry.code)#\(label)"
  }
}
