/// Finds the words of a text: runs of an unspaced script, and identifiers with the parts they are
/// made of.
///
/// An identifier is what a reader would copy as one piece: letters and digits, joined without blanks
/// by `_` `-` `.` `/` `:` or `@`. Its parts are cut there, between letters and digits, and at the
/// humps of camel case. A minus before a number that begins a word is part of the number, and so are
/// points within it: `-1` and `1.10` are no `1`. The scanner works on NFKC text and keeps its buffers from text to text, since
/// an import scans millions of them.
struct WordScanner {
  /// A run of an unspaced script, or one part of an identifier.
  struct Part {
    /// Where the part lies in `scalars`.
    var range: Range<Int>
    /// How the part hangs on the one before it.
    var joint: Joint
    /// Whether the part belongs to a script without blanks between words.
    var isUnspaced: Bool
  }

  /// What stands between a part and the one before it.
  enum Joint {
    /// Something that separates words, or a change of script.
    case apart
    /// Nothing: a hump, or letter and digit side by side.
    case adjacent
    /// One of the characters that join parts of an identifier.
    case connector
  }

  /// The scanned text, in NFKC.
  private(set) var scalars: [Unicode.Scalar] = []
  /// The parts found, in order.
  private(set) var parts: [Part] = []

  /// Scans a text; the result stands in `scalars` and `parts` until the next call.
  mutating func scan(_ text: String) {
    load(text)
    parts.removeAll(keepingCapacity: true)
    var index = 0
    var joint = Joint.apart
    while index < scalars.count {
      switch ScriptClass(scalars[index]) {
      case .unspaced:
        let end = end(ofUnspacedFrom: index)
        parts.append(Part(range: index..<end, joint: .apart, isUnspaced: true))
        (index, joint) = (end, .apart)
      case .letter, .digit:
        let end = end(ofPartFrom: index)
        parts.append(Part(range: index..<end, joint: joint, isUnspaced: false))
        (index, joint) = (end, .adjacent)
      case .mark: index += 1
      case .other where isSign(at: index):
        let end = end(ofPartFrom: index + 1)
        parts.append(Part(range: index..<end, joint: .apart, isUnspaced: false))
        (index, joint) = (end, .adjacent)
      case .other:
        joint = joint == .adjacent && joins(at: index) ? .connector : .apart
        index += 1
      }
    }
  }

  /// Whether a part is a number.
  func isNumber(_ part: Part) -> Bool {
    let first = scalars[part.range.lowerBound]
    return isMinus(first) || ScriptClass(first) == .digit
  }

  /// The token that stands for a part, or for some of its characters, in an index and in a query.
  func token(_ range: Range<Int>) -> String {
    folded(String(String.UnicodeScalarView(scalars[range].map { isNumberMark($0) ? "_" : $0 })))
  }

  /// Takes the text over in NFKC.
  ///
  /// The characters that Chinese pages are full of are mapped here; any other that might change
  /// sends the whole text through the library.
  private mutating func load(_ text: String) {
    scalars.removeAll(keepingCapacity: true)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x80, 0x2010...0x201F, 0x3001...0x3004, 0x3008...0x301B, 0x3041...0x3096,
        0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
        scalars.append(scalar)
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x3000: scalars.append(" ")
      default:
        scalars.removeAll(keepingCapacity: true)
        scalars.append(contentsOf: compatibilityComposed(text).unicodeScalars)
        return
      }
    }
  }

  private func end(ofUnspacedFrom start: Int) -> Int {
    var end = start + 1
    while end < scalars.count {
      let kind = ScriptClass(scalars[end])
      guard kind == .unspaced || kind == .mark else { break }
      end += 1
    }
    return end
  }

  private func end(ofPartFrom start: Int) -> Int {
    let startsWithDigit = ScriptClass(scalars[start]) == .digit
    var end = start + 1
    while end < scalars.count {
      switch ScriptClass(scalars[end]) {
      case .mark: break
      case .digit where startsWithDigit: break
      case .other where startsWithDigit && isPoint(at: end): break
      case .letter where !startsWithDigit:
        if isHump(at: end, after: start) { return end }
      default: return end
      }
      end += 1
    }
    return end
  }

  /// `taskInstance` is cut before `I`, `HTTPServer` before `S`.
  private func isHump(at index: Int, after start: Int) -> Bool {
    guard isUpper(scalars[index]) else { return false }
    if isLower(scalars[index - 1]) { return true }
    return isUpper(scalars[index - 1]) && index + 1 < scalars.count && isLower(scalars[index + 1])
      // A plural such as `IPs` is one word.
      && !(scalars[index + 1] == "s" && !(index + 2 < scalars.count && isLower(scalars[index + 2])))
  }

  /// A minus with a digit after it and no word, and no other dash, before it.
  private func isSign(at index: Int) -> Bool {
    guard isMinus(scalars[index]), index + 1 < scalars.count,
      ScriptClass(scalars[index + 1]) == .digit
    else { return false }
    return index == 0
      || ScriptClass(scalars[index - 1]) == .other && !isMinus(scalars[index - 1])
  }

  /// A point between two digits.
  private func isPoint(at index: Int) -> Bool {
    scalars[index] == "." && index + 1 < scalars.count
      && ScriptClass(scalars[index - 1]) == .digit && ScriptClass(scalars[index + 1]) == .digit
  }

  private func joins(at index: Int) -> Bool {
    guard index + 1 < scalars.count, connectors.contains(scalars[index]) else { return false }
    let next = ScriptClass(scalars[index + 1])
    return next == .letter || next == .digit
  }
}

private let connectors: [Unicode.Scalar] = ["_", "-", ".", "/", ":", "@"]

/// Whether the scalar, within a number, is written `_` in tokens.
private func isNumberMark(_ scalar: Unicode.Scalar) -> Bool { isMinus(scalar) || scalar == "." }

private func isMinus(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "\u{2212}" }

private func isUpper(_ scalar: Unicode.Scalar) -> Bool { (0x41...0x5A).contains(scalar.value) }
private func isLower(_ scalar: Unicode.Scalar) -> Bool { (0x61...0x7A).contains(scalar.value) }
