/// What changed between two texts, marked the way a reader of mixed Chinese and English wants it.
///
/// Han characters, kana and Hangul, blanks and punctuation are compared one by one; a word of
/// another script, a number with its sign and points, and a placeholder only as a whole.
package struct TextDifference: Sendable, Equatable {
  /// A stretch of text.
  package enum Piece: Sendable, Equatable {
    case same(String)
    case removed(String)
    case added(String)
  }

  /// The stretches in order; at one place what was removed comes before what was added.
  ///
  /// Neighbours are of different kinds. What is the same and what was removed make up the old text,
  /// what is the same and what was added the new one.
  package let pieces: [Piece]

  /// Compares two texts.
  ///
  /// How much is compared of long texts that have little in common, see `SequenceDifference`.
  package init(from old: String, to new: String) {
    let old = units(of: old)
    let new = units(of: new)
    var stretches: [Stretch] = []
    var end = 0
    for change in SequenceDifference(from: old, to: new).changes {
      stretches.append(Stretch(same: old[end..<change.old.lowerBound]))
      stretches.append(Stretch(removed: old[change.old], added: new[change.new]))
      end = change.old.upperBound
    }
    stretches.append(Stretch(same: old[end...]))
    pieces = joined(withoutChaff(stretches)).flatMap(\.pieces)
  }

  /// How much of both texts is the same, from 0 to 1, counted in characters.
  package var sharedPart: Double {
    var shared = 0
    var total = 0
    for piece in pieces {
      switch piece {
      case .same(let text):
        shared += 2 * text.count
        total += 2 * text.count
      case .removed(let text), .added(let text): total += text.count
      }
    }
    return total == 0 ? 1 : Double(shared) / Double(total)
  }
}

/// Units that are in both texts, or those of the old one that gave way to those of the new one.
private struct Stretch {
  var same: [Substring] = []
  var removed: [Substring] = []
  var added: [Substring] = []

  init(same: ArraySlice<Substring>) { self.same = Array(same) }

  init(removed: ArraySlice<Substring>, added: ArraySlice<Substring>) {
    self.removed = Array(removed)
    self.added = Array(added)
  }

  var isChange: Bool { !removed.isEmpty || !added.isEmpty }
  var isEmpty: Bool { same.isEmpty && !isChange }

  /// Whether text was replaced, and there is more of it than of a word or two characters.
  var isRewriting: Bool {
    guard !removed.isEmpty, !added.isEmpty else { return false }
    // Each is of one character at least.
    return removed.count + added.count >= 4 || (removed + added).reduce(0) { $0 + $1.count } >= 4
  }

  var pieces: [TextDifference.Piece] {
    var pieces: [TextDifference.Piece] = []
    if !same.isEmpty { pieces.append(.same(same.joined())) }
    if !removed.isEmpty { pieces.append(.removed(removed.joined())) }
    if !added.isEmpty { pieces.append(.added(added.joined())) }
    return pieces
  }
}

/// Takes what is only the same by chance into the changes around it.
///
/// That is one blank, one mark or one character of an unspaced script between two stretches that
/// were each rewritten: `disk full` → `memory low` share a blank, and no reader cares. A word, a
/// number or a placeholder stays, and so does what lies beside a mere insertion or deletion.
private func withoutChaff(_ stretches: [Stretch]) -> [Stretch] {
  var result: [Stretch] = []
  var rest = joined(stretches)[...]
  while let stretch = rest.popFirst() {
    guard isChaff(stretch), let before = result.last, before.isRewriting, let after = rest.first,
      after.isRewriting
    else {
      result.append(stretch)
      continue
    }
    rest.removeFirst()
    result[result.count - 1].removed += stretch.same + after.removed
    result[result.count - 1].added += stretch.same + after.added
  }
  return result
}

private func isChaff(_ stretch: Stretch) -> Bool {
  guard stretch.same.count == 1, stretch.same[0].count == 1,
    let scalar = stretch.same[0].unicodeScalars.first
  else { return false }
  return switch ScriptClass(scalar) {
  case .unspaced, .other, .mark: true
  case .letter, .digit: false
  }
}

/// The stretches without empty ones, neighbours of a kind made one.
private func joined(_ stretches: [Stretch]) -> [Stretch] {
  stretches.reduce(into: []) { result, stretch in
    guard !stretch.isEmpty else { return }
    guard let last = result.last, last.isChange == stretch.isChange else {
      result.append(stretch)
      return
    }
    result[result.count - 1].same += stretch.same
    result[result.count - 1].removed += stretch.removed
    result[result.count - 1].added += stretch.added
  }
}

/// The text cut into what is compared as a whole.
private func units(of text: String) -> [Substring] {
  var placeholders = placeholders(in: text)[...]
  let clusters = Array(Clusters(text))
  let characters = clusters.map(\.character)
  var units: [Substring] = []
  var offset = 0
  while offset < characters.count {
    let start = clusters[offset].range.lowerBound
    if let placeholder = placeholders.first, placeholder.lowerBound == start {
      placeholders.removeFirst()
      while offset < clusters.count, clusters[offset].range.lowerBound < placeholder.upperBound {
        offset += 1
      }
    } else {
      // A word ends where a placeholder begins: neither `{`, `%`, `$` nor `<` is of a word.
      offset = end(ofUnitAt: offset, in: characters)
    }
    units.append(text[start..<clusters[offset - 1].range.upperBound])
  }
  return units
}

private func end(ofUnitAt start: Int, in characters: [Character]) -> Int {
  if let end = end(ofNumberAt: start, in: characters) { return end }
  guard scriptClass(characters[start]) == .letter else { return start + 1 }
  var end = start + 1
  while end < characters.count {
    let after = end + 1 < characters.count ? scriptClass(characters[end + 1]) : .other
    let goesOn =
      switch characters[end] {
      case "'", "’": after == .letter
      // `v1.10` is one word, `end.Then` is two.
      case ".": after == .digit && scriptClass(characters[end - 1]) == .digit
      case "_": true
      default: [.letter, .digit].contains(scriptClass(characters[end]))
      }
    guard goesOn else { break }
    end += 1
  }
  return end
}

private func scriptClass(_ character: Character) -> ScriptClass {
  character.unicodeScalars.first.map { ScriptClass($0) } ?? .other
}
