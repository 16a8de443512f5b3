/// The marks of a sentence that Chinese has in full width and Latin writing in half width.
extension Unicode.Scalar {
  /// The mark of full width for one of half width.
  var fullWidthMark: Unicode.Scalar? {
    switch self {
    case ",": "，"
    case ";": "；"
    case ":": "："
    case "!": "！"
    case "?": "？"
    case ".": "。"
    default: nil
    }
  }

  /// The mark of half width for one of full width; none for `、`.
  var halfWidthMark: Unicode.Scalar? {
    switch self {
    case "，": ","
    case "；": ";"
    case "：": ":"
    case "！": "!"
    case "？": "?"
    case "。": "."
    default: nil
    }
  }

  /// Whether the scalar ends or divides a sentence, in either width.
  var isSentenceMark: Bool { self == "、" || fullWidthMark != nil || halfWidthMark != nil }
}
