import TextAnalysis

/// What in a text is no prose: no rule judges it, and no mending touches it.
enum Protection: Equatable {
  /// A code span, its backticks included.
  case code
  /// The brackets of a link, and its destination.
  case link
  /// An address such as `https://…` or `<who@example.com>`, or a path.
  case address
  /// A character reference, such as `&gt;`.
  case entity
  case placeholder
  /// A backslash and the mark it escapes.
  case escape
  /// JSON and its kin.
  case data
}

/// Where a text is no prose, by the offsets of its scalars.
struct ProtectedRanges {
  private let scalars: [Unicode.Scalar]
  private var kinds: [Protection?]

  /// Finds what is protected in a text; messages are read like inlines, since they quote code, too.
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    kinds = Array(repeating: nil, count: scalars.count)
    guard scalars.contains(where: { "\\`[<{:%$#&/w".unicodeScalars.contains($0) }) else { return }
    findCode()
    findAddresses()
    findEntities()
    findPlaceholders(in: text)
    findLinks()
    findData()
  }

  /// What the scalar at an offset belongs to; nil for prose.
  subscript(offset: Int) -> Protection? { kinds[offset] }

  /// All that is protected, in order; two texts with the same content differ in their prose only.
  var content: String {
    String(
      String.UnicodeScalarView(zip(scalars, kinds).lazy.filter { $0.1 != nil }.map(\.0)))
  }

  private mutating func protect(_ range: Range<Int>, as kind: Protection) {
    for offset in range where kinds[offset] == nil { kinds[offset] = kind }
  }

  // MARK: Code

  /// Code spans and escapes; a run of backticks ends at the next run of the same length.
  private mutating func findCode() {
    var runs: [Int: ArraySlice<Int>] = [:]
    var offset = 0
    while offset < scalars.count {
      let end = self.end(ofRunAt: offset)
      if scalars[offset] == "`" { runs[end - offset, default: []].append(offset) }
      offset = end
    }
    offset = 0
    while offset < scalars.count {
      switch scalars[offset] {
      case "\\" where offset + 1 < scalars.count && isMark(scalars[offset + 1]):
        protect(offset..<(offset + 2), as: .escape)
        offset += 2
      case "`":
        let end = self.end(ofRunAt: offset)
        let length = end - offset
        while let first = runs[length]?.first, first < end { _ = runs[length]?.popFirst() }
        if let close = runs[length]?.first {
          protect(offset..<(close + length), as: .code)
          offset = close + length
        } else {
          offset = end
        }
      default: offset += 1
      }
    }
  }

  /// Where equal backticks end; any other scalar is a run by itself.
  private func end(ofRunAt start: Int) -> Int {
    guard scalars[start] == "`" else { return start + 1 }
    return scalars[start...].firstIndex { $0 != "`" } ?? scalars.count
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (0x21...0x7E).contains(scalar.value) && !scalar.isASCIIWord
  }

  // MARK: Addresses

  private mutating func findAddresses() {
    var offset = 0
    while offset < scalars.count {
      guard kinds[offset] == nil else {
        offset += 1
        continue
      }
      if scalars[offset] == "<", let end = end(ofAutolinkAt: offset) {
        protect(offset..<end, as: .address)
        offset = end
      } else if let range = address(at: offset, in: scalars, isFree: isFree) {
        protect(range, as: .address)
        offset = range.upperBound
      } else {
        offset += 1
      }
    }
  }

  /// Whether an address may go on at an offset; a path of Windows is full of escapes.
  private func isFree(_ offset: Int) -> Bool { kinds[offset] == nil || kinds[offset] == .escape }

  private func end(ofAutolinkAt open: Int) -> Int? {
    var isAddress = false
    for offset in (open + 1)..<max(open + 1, scalars.count) {
      switch scalars[offset] {
      case ">": return isAddress && offset > open + 1 ? offset + 1 : nil
      case "<": return nil
      case ":", "@": isAddress = true
      default: if scalars[offset].properties.isWhitespace { return nil }
      }
    }
    return nil
  }

  /// `&name;`, `&#12;` and `&#x1F;`.
  private mutating func findEntities() {
    for (offset, scalar) in scalars.enumerated() where scalar == "&" && kinds[offset] == nil {
      let rest = scalars[(offset + 1)...].prefix(9)
      let name = rest.first == "#" ? rest.dropFirst() : rest
      let end = name.firstIndex { !$0.isASCIILetter && !$0.isASCIIDigit } ?? name.endIndex
      guard end > name.startIndex, end < scalars.count, scalars[end] == ";" else { continue }
      protect(offset..<(end + 1), as: .entity)
    }
  }

  // MARK: Placeholders, links, data

  private mutating func findPlaceholders(in text: String) {
    var index = text.startIndex
    var offset = 0
    for range in placeholders(in: text) {
      offset += text.unicodeScalars.distance(from: index, to: range.lowerBound)
      let length = text.unicodeScalars.distance(from: range.lowerBound, to: range.upperBound)
      protect(offset..<(offset + length), as: .placeholder)
      offset += length
      index = range.upperBound
    }
  }

  /// The brackets around a link's text, and what follows them.
  private mutating func findLinks() {
    guard scalars.contains("[") else { return }
    let ends = partners("(", ")")
    var open: [Int] = []
    var offset = 0
    while offset < scalars.count {
      switch kinds[offset] == nil ? scalars[offset] : " " {
      case "[": open.append(offset)
      case "]":
        guard let start = open.popLast(), let end = ends[offset + 1],
          start + 1 < offset, scalars[offset + 1] == "("
        else { break }
        protect(start..<(start + 1), as: .link)
        protect(offset..<(end + 1), as: .link)
        offset = end
      default: break
      }
      offset += 1
    }
  }

  private mutating func findData() {
    // The outer bracket of a list of objects comes first.
    for (open, close) in [("[", "]"), ("{", "}")] as [(Unicode.Scalar, Unicode.Scalar)] {
      guard scalars.contains(open) else { continue }
      var offset = 0
      let ends = partners(open, close)
      while offset < scalars.count {
        if let end = ends[offset], scalars[offset] == open, isData(at: offset) {
          protect(offset..<(end + 1), as: .data)
          offset = end
        }
        offset += 1
      }
    }
  }

  /// Whether a bracket begins what a program reads: `{"a": 1}`, `{code: 1}`, `["a"]`, `[{"a": 1}]`.
  private func isData(at open: Int) -> Bool {
    var offset = open + 1
    while offset < scalars.count, scalars[offset].properties.isWhitespace { offset += 1 }
    guard offset < scalars.count else { return false }
    switch scalars[offset] {
    case "\"": return true
    case "'", "\\": return scalars[open] == "{"
    case "{": return scalars[open] == "[" && kinds[offset] == nil && isData(at: offset)
    default:
      guard scalars[open] == "{" else { return false }
      let start = offset
      while offset < scalars.count, offset - start <= 40, scalars[offset].isASCIIWord {
        offset += 1
      }
      return offset > start && offset < scalars.count && scalars[offset] == ":"
    }
  }

  /// For each opening bracket of one kind the closing one that belongs to it.
  private func partners(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> [Int: Int] {
    var pairs: [Int: Int] = [:]
    var pending: [Int] = []
    for (offset, scalar) in scalars.enumerated() {
      if kinds[offset] == .code || kinds[offset] == .escape { continue }
      if scalar == open {
        pending.append(offset)
      } else if scalar == close, let start = pending.popLast() {
        pairs[start] = offset
      }
    }
    return pairs
  }
}
