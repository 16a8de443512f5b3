/// How much a text changed, for telling whether a translation made from it is outdated.
package enum ChangeGrade: Int, Comparable, Sendable {
  /// The texts are equal.
  case none
  /// Only white space, punctuation or the width of characters changed.
  case cosmetic
  /// It is worded differently.
  case wording
  /// A placeholder or a number changed, or the text came or went.
  case substance

  /// Grades the way from one text to another; a text of blanks only counts as none.
  ///
  /// Placeholders and numbers are compared first, as bags: which there are, and how many of each.
  /// `-1` and `1`, `1.10` and `11.0`, `0029` and `29` are different numbers. Chinese numerals are
  /// words. Case is no cosmetic difference: codes and parameters are told apart by it.
  package init(from old: String?, to new: String?) {
    let old = old ?? ""
    let new = new ?? ""
    if old == new {
      self = .none
      return
    }
    let oldText = ReducedText(old)
    let newText = ReducedText(new)
    if oldText.isBlank != newText.isBlank || oldText.values != newText.values {
      self = .substance
    } else {
      self = oldText.reading == newText.reading ? .cosmetic : .wording
    }
  }

  package static func < (left: ChangeGrade, right: ChangeGrade) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What is left of a text without white space, punctuation and widths.
private struct ReducedText {
  /// The words, placeholders and numbers, in order; one blank between two that need one.
  private(set) var reading = ""
  /// How often each placeholder and each number occurs.
  private(set) var values: [String: Int] = [:]
  /// Whether the text has nothing but white space.
  let isBlank: Bool

  init(_ text: String) {
    let text = compatibilityComposed(text)
    isBlank = text.allSatisfy(\.isWhitespace)
    var placeholders = placeholders(in: text)[...]
    let clusters = Array(Clusters(text))
    let characters = clusters.map(\.character)
    var offset = 0
    var isParted = false
    while offset < clusters.count {
      let start = clusters[offset].range.lowerBound
      if let placeholder = placeholders.popFirst(startingAt: start) {
        while offset < clusters.count, clusters[offset].range.lowerBound < placeholder.upperBound {
          offset += 1
        }
        append(value: text[placeholder].filter { !$0.isWhitespace })
        isParted = false
        continue
      }
      if let end = end(ofNumberAt: offset, in: characters) {
        if isParted { part(before: "0") }
        append(value: String(characters[offset..<end].map { $0 == "\u{2212}" ? "-" : $0 }))
        isParted = false
        offset = end
        continue
      }
      let character = characters[offset]
      if isKept(character, at: offset, in: characters) {
        if isParted { part(before: character) }
        reading.append(character)
        isParted = false
      } else if !isApostrophe(character) {
        isParted = true
      }
      offset += 1
    }
  }

  private mutating func append(value: String) {
    values[value, default: 0] += 1
    reading += value
  }

  /// Keeps `now here` and `nowhere` apart; Chinese may or may not have a blank beside Latin words.
  private mutating func part(before character: Character) {
    if let last = reading.last, isSpaced(last), isSpaced(character) { reading += " " }
  }
}

/// Whether a character is more than a mark: `%`, `/`, `#`, `&`, `@`, `+`, `<` and `€` say something.
private func isKept(_ character: Character, at offset: Int, in characters: [Character]) -> Bool {
  guard let scalar = character.unicodeScalars.first else { return false }
  switch character {
  case "%", "‰", "/", "#", "&", "@": return true
  // Within an identifier it counts, at the ends of a word it is emphasis.
  case "_":
    return offset > 0 && offset + 1 < characters.count && isSpaced(characters[offset - 1])
      && isSpaced(characters[offset + 1])
  // Signs of ranges and of tables.
  case "~", "|", "\u{223C}": return false
  default: break
  }
  return switch scalar.properties.generalCategory {
  case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
    .initialPunctuation, .finalPunctuation, .otherPunctuation, .modifierSymbol, .spaceSeparator,
    .lineSeparator, .paragraphSeparator, .control, .format:
    false
  // Bullets; an arrow or a check mark is none.
  case .otherSymbol: !(0x25A0...0x25FF).contains(scalar.value)
  // A minus that is no sign is a dash.
  case .mathSymbol: scalar != "\u{2212}"
  default: true
  }
}

/// Whether a character belongs to a word that a blank would end.
private func isSpaced(_ character: Character) -> Bool {
  guard let scalar = character.unicodeScalars.first else { return false }
  return switch ScriptClass(scalar) {
  case .letter, .digit, .mark: true
  case .unspaced, .other: false
  }
}

private func isApostrophe(_ character: Character) -> Bool { character == "'" || character == "’" }

extension ArraySlice<Range<String.Index>> {
  /// Takes the first range off when it begins at `index`.
  fileprivate mutating func popFirst(startingAt index: String.Index) -> Range<String.Index>? {
    first?.lowerBound == index ? popFirst() : nil
  }
}
