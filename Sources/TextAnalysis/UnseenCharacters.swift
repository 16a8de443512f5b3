extension Unicode.Scalar {
  /// Whether nobody sees the character and yet it changes how the text around it is shown.
  ///
  /// Controls but for the line feed and the tab, and those that embed, override or isolate the
  /// direction of writing. Who shows a text shows something in their place.
  package var isUnseen: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The character's number as Unicode writes it: `U+202E`.
  package var notation: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
