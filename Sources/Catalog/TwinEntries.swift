/// Other entries of one system that share a text with an entry.
package struct TwinEntries: Sendable, Equatable {
  /// The address of the first of them.
  package var first: String
  /// How many they are.
  package var count: Int

  /// Makes twins.
  package init(first: String, count: Int) {
    self.first = first
    self.count = count
  }
}
