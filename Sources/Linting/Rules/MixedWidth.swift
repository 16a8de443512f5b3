import Catalog
import TextAnalysis

/// Marks, letters, brackets and blanks of one width where the other belongs.
enum MixedWidth: MendingRule {
  static let rule = LintRule.mixedWidth

  static func places(in text: LintedText) -> [Place] {
    var places = bracketPlaces(in: text) + characterPlaces(in: text)
    if text.language.tag.hasPrefix("zh") { places += ChineseMarks(text).places }
    if text.language.isWrittenInLatin { places += latinMarkPlaces(in: text) }
    places.sort { $0.range.lowerBound < $1.range.lowerBound }
    return places
  }

  static func sentence(about place: Place, in text: LintedText) -> String {
    let scalar = text.scalars[place.range.lowerBound]
    let excerpt = "in '\(text.excerpt(around: place.range.prefix(4)))'"
    if "()（）[]［］{}｛｝".unicodeScalars.contains(scalar) {
      return "has brackets of mixed width \(excerpt)"
    }
    if place.range.contains(where: { text.scalars[$0] == ideographicSpace }) {
      return "has a full-width blank \(excerpt)"
    }
    if scalar.fullWidthMark != nil { return "has a half-width '\(scalar)' \(excerpt)" }
    return "has a full-width '\(scalar)' \(excerpt)"
  }

  // MARK: Brackets

  /// Pairs of two widths, and pairs of full width in a Latin text.
  private static func bracketPlaces(in text: LintedText) -> [Place] {
    guard text.scalars.contains(where: { "（）［］｛｝".unicodeScalars.contains($0) }) else {
      return []
    }
    let isLatin = text.language.isWrittenInLatin
    var places: [Place] = []
    for pair in text.brackets.pairs {
      guard text.isProse(pair.open), text.isProse(pair.close) else { continue }
      let (open, close) = (text.scalars[pair.open], text.scalars[pair.close])
      guard let half = halfBrackets[open] ?? (fullBrackets[open] == nil ? nil : open),
        let full = fullBrackets[half]
      else { continue }
      let isMixed = (open == half) != (close == full.closeOfHalf)
      let isForeign = isLatin && open != half && !text.hasHan
      guard isMixed || isForeign else { continue }
      let isFull = !isLatin && text.hasHan
      places += [
        Place(
          range: pair.open..<(pair.open + 1),
          replacement: String(isFull ? full.open : half)),
        Place(
          range: pair.close..<(pair.close + 1),
          replacement: String(isFull ? full.close : full.closeOfHalf)),
      ]
    }
    return places
  }

  private typealias BracketForms = (
    open: Unicode.Scalar, close: Unicode.Scalar, closeOfHalf: Unicode.Scalar
  )
  private static let fullBrackets: [Unicode.Scalar: BracketForms] = [
    "(": ("（", "）", ")"), "[": ("［", "］", "]"), "{": ("｛", "｝", "}"),
  ]
  private static let halfBrackets: [Unicode.Scalar: Unicode.Scalar] = [
    "（": "(", "［": "[", "｛": "{",
  ]

  // MARK: Blanks, letters and digits

  private static let ideographicSpace: Unicode.Scalar = "\u{3000}"

  /// Blanks, letters and digits of full width, which are at home in Japanese.
  private static func characterPlaces(in text: LintedText) -> [Place] {
    guard text.language != .japanese else { return [] }
    var places: [Place] = []
    var offset = 0
    while offset < text.scalars.count {
      let scalar = text.scalars[offset]
      guard text.isProse(offset) else {
        offset += 1
        continue
      }
      let start = offset
      if isBlankOfLine(scalar) {
        offset = end(of: isBlankOfLine, from: start, text)
        if text.scalars[start..<offset].contains(ideographicSpace) {
          let isEdge = isEnd(start - 1, text) || isEnd(offset, text)
          places.append(Place(range: start..<offset, replacement: isEdge ? "" : " "))
        }
      } else if halfWidthCharacter(scalar) != nil {
        offset = end(of: { halfWidthCharacter($0) != nil }, from: start, text)
        let halves = text.scalars[start..<offset].compactMap(halfWidthCharacter)
        places.append(
          Place(range: start..<offset, replacement: String(String.UnicodeScalarView(halves))))
      } else {
        offset += 1
      }
    }
    return places
  }

  private static func end(
    of kind: (Unicode.Scalar) -> Bool, from start: Int, _ text: LintedText
  ) -> Int {
    var end = start
    while end < text.scalars.count, text.isProse(end), kind(text.scalars[end]) { end += 1 }
    return end
  }

  private static func isBlankOfLine(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == ideographicSpace
  }

  private static func isEnd(_ offset: Int, _ text: LintedText) -> Bool {
    text.scalar(at: offset).map { $0 == "\n" } ?? true
  }

  /// The ASCII letter or digit for one of full width.
  private static func halfWidthCharacter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
      Unicode.Scalar(scalar.value - 0xFEE0)
    default: nil
    }
  }

  // MARK: Latin texts

  /// Marks of full width with Latin words on both sides, or at the end after one.
  private static func latinMarkPlaces(in text: LintedText) -> [Place] {
    var places: [Place] = []
    for (offset, scalar) in text.scalars.enumerated() where text.isProse(offset) {
      guard let half = scalar == "、" ? "," : scalar.halfWidthMark else { continue }
      var next = offset + 1
      while text.scalar(at: next) == " " { next += 1 }
      guard isLatin(Side(before: offset, text)),
        Side(at: next, text) == .edge || isLatin(Side(at: next, text))
      else { continue }
      // `12：30` and `1，000` are one number.
      let isNumber =
        ",:.".unicodeScalars.contains(half) && scalar != "、"
        && Side(before: offset, text) == .digit && Side(at: offset + 1, text) == .digit
      let isTight = next == offset + 1 && !isEnd(next, text) && !isNumber
      places.append(
        Place(
          range: offset..<(offset + 1), replacement: String(half) + (isTight ? " " : "")))
    }
    return places
  }

  private static func isLatin(_ side: Side) -> Bool {
    [.latin, .digit, .filled, .closing].contains(side)
  }
}

/// What stands beside a mark.
private enum Side {
  case han, latin, digit
  /// A placeholder, code or an address.
  case filled
  /// The end of a bracket or of a quotation.
  case closing
  /// The end of the text or of its line.
  case edge
  case other

  init(at offset: Int, _ text: LintedText) {
    guard let scalar = text.scalar(at: offset), scalar != "\n" else {
      self = .edge
      return
    }
    switch text.protected[offset] {
    case .placeholder, .code, .address, .data: self = .filled
    case .link, .escape, .entity: self = .other
    case nil:
      if isHan(scalar) {
        self = .han
      } else if scalar.isLatinLetter {
        self = .latin
      } else if scalar.isASCIIDigit {
        self = .digit
      } else if ")]}）】》”’」』".unicodeScalars.contains(scalar) {
        self = .closing
      } else {
        self = .other
      }
    }
  }

  init(before offset: Int, _ text: LintedText) { self.init(at: offset - 1, text) }
}

/// Marks of half width in a Chinese text where those of full width belong.
///
/// Between two Han characters that is certain. With Han on one side only, or at the end, it is a
/// fault where the text has marks of full width elsewhere; a colon before what is filled in only where
/// there is another colon of full width.
private struct ChineseMarks {
  private enum Condition {
    case always
    case amongFullWidth
    case amongFullWidthColons
  }

  private(set) var places: [Place] = []

  init(_ text: LintedText) {
    var found: [(place: Place, condition: Condition)] = []
    var hasFullWidth = false
    var hasColon = false
    for (offset, scalar) in text.scalars.enumerated() where text.isProse(offset) {
      if scalar.halfWidthMark != nil {
        hasFullWidth = true
        if scalar == "：" { hasColon = true }
      }
      guard let full = scalar.fullWidthMark,
        let (end, condition) = Self.judged(scalar, at: offset, text)
      else { continue }
      found.append((Place(range: offset..<end, replacement: String(full)), condition))
      if condition == .always {
        hasFullWidth = true
        if scalar == ":" { hasColon = true }
      }
    }
    // A colon at the end gets its width with the other marks, and then counts as one.
    hasColon =
      hasColon
      || hasFullWidth
        && found.contains {
          $0.condition == .amongFullWidth && text.scalars[$0.place.range.lowerBound] == ":"
        }
    places = found.filter {
      switch $0.condition {
      case .always: true
      case .amongFullWidth: hasFullWidth
      case .amongFullWidthColons: hasColon
      }
    }.map(\.place)
  }

  /// When a mark is at fault, and where it ends with the blanks after it; nil when it never is.
  private static func judged(
    _ mark: Unicode.Scalar, at offset: Int, _ text: LintedText
  ) -> (end: Int, condition: Condition)? {
    var end = offset + 1
    while text.scalar(at: end) == " ", text.isProse(end) { end += 1 }
    let hasBlank = end > offset + 1
    let before = Side(before: offset, text)
    let after = Side(at: end, text)
    if before == .han, after == .edge { return (end, .amongFullWidth) }
    if before == .han, after == .han {
      guard mark == "." else { return (end, .always) }
      // `系统.用户` may be a name, and `一. 启动` is a number.
      return hasBlank && !isNumeral(text.scalars[offset - 1]) ? (end, .always) : nil
    }
    switch mark {
    case ",", ";":
      let isPart = after == .latin || after == .digit || after == .filled
      return before == .han && isPart || joins(before) && after == .han
        ? (end, .amongFullWidth) : nil
    case "!", "?":
      // `查询?id=1`, `设置!important`.
      let isApart = after == .han || hasBlank && (after == .latin || after == .filled)
      let isBeside = before == .han || joins(before) && after == .han
      return isApart && isBeside ? (end, .amongFullWidth) : nil
    case ":":
      let isBeside =
        before == .han && (after == .latin || after == .filled)
        || (before == .latin || before == .filled) && after == .han
      return isBeside ? (end, .amongFullWidthColons) : nil
    default: return nil
    }
  }

  /// Whether a sentence can go on after what stands before a mark.
  private static func joins(_ side: Side) -> Bool {
    [.latin, .digit, .filled, .closing].contains(side)
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    "一二三四五六七八九十甲乙丙丁".unicodeScalars.contains(scalar)
  }
}
