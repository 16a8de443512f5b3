import Catalog
import TextAnalysis

/// Characters that nobody sees, and that change how a text is shown, copied or found.
enum ControlCharacter: MendingRule {
  static let rule = LintRule.controlCharacter

  static func places(in text: LintedText) -> [Place] {
    let scalars = text.scalars
    guard scalars.contains(where: { isSuspect($0) }) else { return [] }
    let goesRightToLeft = scalars.contains(where: isRightToLeft)
    var places: [Place] = []
    for (offset, scalar) in scalars.enumerated() where isSuspect(scalar) {
      guard !isUseful(offset, text, goesRightToLeft) else { continue }
      let sequence = sequence(at: offset, text)
      let range = sequence ?? offset..<(offset + 1)
      // What follows an escape that begins no sequence we know may belong to it.
      let isUnclear = scalar == lost || sequence == nil && beginsSequence(offset, text)
      let isMendable = !isUnclear && range.allSatisfy { text.protected[$0] == nil }
      places.append(
        Place(range: range, replacement: isMendable ? replacement(at: offset, text) : nil))
    }
    return places
  }

  static func sentence(about place: Place, in text: LintedText) -> String {
    let scalar = text.scalars[place.range.lowerBound]
    return scalar == lost
      ? "holds U+FFFD, which stands for bytes that could not be read"
      : "holds \(scalar.notation), which nobody sees"
  }

  /// Only what nobody sees goes, and white space comes.
  static func isSafe(_ mended: String, at places: [Place], in text: LintedText) -> Bool { true }

  /// What decoders put in the place of bytes that are none of the encoding.
  private static let lost: Unicode.Scalar = "\u{FFFD}"

  private static func beginsSequence(_ offset: Int, _ text: LintedText) -> Bool {
    guard let next = text.scalar(at: offset + 1) else { return false }
    return text.scalars[offset] == escape && next.isASCII && !next.isBlank && !isSuspect(next)
  }

  /// What a terminal reads as one: `ESC [`, numbers, and a letter that says what to do with them.
  private static func sequence(at offset: Int, _ text: LintedText) -> Range<Int>? {
    guard text.scalars[offset] == escape, text.scalar(at: offset + 1) == "[" else { return nil }
    var end = offset + 2
    while let scalar = text.scalar(at: end), (0x20...0x3F).contains(scalar.value) { end += 1 }
    guard let last = text.scalar(at: end), (0x40...0x7E).contains(last.value) else { return nil }
    return offset..<(end + 1)
  }

  private static let escape: Unicode.Scalar = "\u{1B}"

  /// Whether a scalar is one of those that are an accident where they do nothing.
  private static func isSuspect(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x7F else { return scalar.isUnseen }
    return switch scalar.value {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028, 0x2029, 0x2060...0x2064, 0x206A...0x206F,
      0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFD, 0xE0000...0xE007F:
      true
    default: scalar.isUnseen
    }
  }

  /// Whether a suspect does something where it stands.
  private static func isUseful(
    _ offset: Int, _ text: LintedText, _ goesRightToLeft: Bool
  ) -> Bool {
    let before = text.scalar(at: offset - 1)
    let after = text.scalar(at: offset + 1)
    switch text.scalars[offset].value {
    case 0x61C, 0x200E, 0x200F: return goesRightToLeft
    case 0x200B:
      // Thai and its neighbours put it between words; beside a mark of emphasis it ends a word.
      return [before, after].contains { $0.map(isWrittenWithoutBlanks) == true }
        || !text.isMessage && [before, after].contains { $0.map(isEmphasis) == true }
    case 0x200C, 0x200D: return before.map(isJoined) == true
    case 0xFE00...0xFE0F: return before.map(hasVariants) == true
    case 0xE0020...0xE007F: return before.map { $0.value == 0x1F3F4 || isTag($0) } == true
    default: return false
    }
  }

  /// What a suspect becomes: a break of a line stays one where the field has lines.
  private static func replacement(at offset: Int, _ text: LintedText) -> String {
    guard isBreak(text.scalars[offset]) else { return "" }
    let before = text.scalar(at: offset - 1)
    let after = text.scalar(at: offset + 1)
    guard let before, let after, !before.isBlank, !after.isBlank || isBreak(after) else {
      return ""
    }
    if case .description = text.field { return "\n" }
    return " "
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isEmphasis(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "*" || scalar == "_"
  }

  private static func isTag(_ scalar: Unicode.Scalar) -> Bool {
    (0xE0020...0xE007F).contains(scalar.value)
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF where scalar.value != 0x61C: true
    case 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }

  /// Thai, Lao, Myanmar, Khmer, Tibetan, Tai.
  private static func isWrittenWithoutBlanks(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xE00...0x109F, 0x1780...0x17FF, 0x1950...0x19FF, 0x1A20...0x1AAF: true
    default: false
    }
  }

  /// Whether a joiner after the scalar says how letters or pictures are put together.
  private static func isJoined(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x10FF where scalar.value != 0x61C: true
    case 0x1780...0x18AA, 0x1900...0x1CFF, 0xA800...0xABFF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC,
      0x10A00...0x11FFF, 0x1E900...0x1E95F, 0xFE0F, 0x20E3:
      true
    case ..<0x2000: false
    default: scalar.properties.isEmoji || scalar.properties.isEmojiModifier || isTag(scalar)
    }
  }

  /// Whether a variation selector after the scalar can choose how it looks.
  private static func hasVariants(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFE00...0xFE0F: false
    case ..<0x80: scalar.properties.isEmoji
    default: !scalar.isBlank && !isSuspect(scalar)
    }
  }
}
