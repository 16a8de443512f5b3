import TextAnalysis

/// A text as it can stand in HTML, between tags or in an attribute's double quotes.
///
/// Characters that nobody sees but that change how the rest is read (controls, and those that override
/// the direction of writing) stand as their number: `⟨U+202E⟩`.
func escaped(_ text: String) -> String {
  guard text.utf8.contains(where: isNoteworthy) else { return text }
  var output = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": output += "&amp;"
    case "<": output += "&lt;"
    case ">": output += "&gt;"
    case "\"": output += "&quot;"
    case "'": output += "&#39;"
    default: append(scalar, to: &output)
    }
  }
  return output
}

/// A text whose invisible characters stand as their numbers, as in `escaped`, and nothing else changed.
func visible(_ text: String) -> String {
  guard text.utf8.contains(where: isNoteworthy) else { return text }
  var output = ""
  for scalar in text.unicodeScalars { append(scalar, to: &output) }
  return output
}

private func append(_ scalar: Unicode.Scalar, to output: inout String) {
  if scalar.isUnseen {
    output += "⟨" + scalar.notation + "⟩"
  } else {
    output.unicodeScalars.append(scalar)
  }
}

/// Whether a byte of UTF-8 is, or begins, a character that cannot stay as it is.
private func isNoteworthy(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x00...0x1F, 0x7F, 0xC2, 0xE2: true
  case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
    UInt8(ascii: "'"):
    true
  default: false
  }
}
