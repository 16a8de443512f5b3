/// A code by what its neighbours share: how it begins, and how many digits it ends in.
package struct NumberedCode: Hashable, Sendable {
  /// All before the digits, as printed.
  package let prefix: String
  /// How many ASCII digits end the code.
  package let digits: Int

  /// Reads a code.
  package init(_ code: String) {
    let scalars = code.unicodeScalars
    let start = scalars.lastIndex { !("0"..."9").contains($0) }.map(scalars.index(after:))
    prefix = String(scalars[..<(start ?? scalars.startIndex)])
    digits = scalars.distance(from: start ?? scalars.startIndex, to: scalars.endIndex)
  }
}
