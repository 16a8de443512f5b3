/// Where the number that begins at `start` ends, its sign and points included; nil when none does.
///
/// A minus is a sign unless a letter, a digit, something that closes or another minus stands before
/// it: that of `E-1`, `1-5` and `{0}-1` is a hyphen. In `返回-1` it is a sign, since Chinese leaves
/// no blank before a number; `WordScanner` takes it for a hyphen, as few look for such a number.
func end(ofNumberAt start: Int, in characters: [Character]) -> Int? {
  var index = start
  if isMinus(characters[start]) {
    guard start == 0 || mayComeBeforeSign(characters[start - 1]) else { return nil }
    index += 1
  }
  guard index < characters.count, isDigit(characters[index]) else { return nil }
  while index < characters.count {
    let isPoint =
      isPoint(characters[index]) && index + 1 < characters.count && isDigit(characters[index + 1])
    guard isDigit(characters[index]) || isPoint else { break }
    index += 1
  }
  return index
}

private func mayComeBeforeSign(_ character: Character) -> Bool {
  guard !isMinus(character), let scalar = character.unicodeScalars.first else { return false }
  return switch ScriptClass(scalar) {
  case .letter, .digit, .mark: false
  case .unspaced: true
  case .other: !")]}>".contains(character)
  }
}

private func isDigit(_ character: Character) -> Bool {
  character.unicodeScalars.first?.properties.numericType == .decimal
}

private func isMinus(_ character: Character) -> Bool { "-\u{2212}\u{FF0D}".contains(character) }

private func isPoint(_ character: Character) -> Bool { character == "." || character == "．" }
