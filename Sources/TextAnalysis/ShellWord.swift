/// A word as it is typed in a shell, for commands that a person can copy.
///
/// Letters and numbers of any script stand as they are; what the shell might read otherwise is quoted.
/// Characters that a reader cannot see are named by their bytes in octal (`$'E\342\200\256'`), which
/// bash, zsh and ksh read in any locale.
/// See <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02>.
package func shellWord(_ word: String) -> String {
  if let bytes = namingInvisible(word) { return "$'" + bytes + "'" }
  let isPlain = word.unicodeScalars.allSatisfy {
    $0.properties.isAlphabetic || $0.properties.numericType != nil
      || "-_.:/+@%,=".unicodeScalars.contains($0)
  }
  return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}

/// The inside of a word in dollar quotes; nil for a word in which everything can be seen.
private func namingInvisible(_ word: String) -> String? {
  var isHiding = false
  let escaped = word.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  let seen = replacingInvisible(in: escaped) { scalar in
    isHiding = true
    return octal(scalar)
  }
  // Within a line a tab and a line feed cannot be told from blanks.
  guard isHiding || word.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A }) else { return nil }
  return seen.replacing("\t", with: "\\t").replacing("\n", with: "\\n")
}

private func octal(_ scalar: Unicode.Scalar) -> String {
  String(scalar).utf8.map { byte in
    let digits = String(byte, radix: 8)
    return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
  }.joined()
}
