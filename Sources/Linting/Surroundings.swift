import Catalog

/// What rules need to know of the base around an entry.
package struct Surroundings {
  /// Whether a slug names a system.
  package var isSystem: (_ slug: String) throws -> Bool
  /// Whether a system has an entry, an alias or a range with a code.
  package var holds: (_ code: CodeKey, _ system: String) throws -> Bool
  /// The other entries that have a text of an entry, word for word.
  package var twins: (_ entry: Entry, _ field: Field) throws -> Twins?
  /// How many digits nearly all codes of a system end in that begin like this one; nil when there is
  /// no such number.
  package var usualDigits: (_ code: String, _ system: String) throws -> Int?

  /// Other entries of one system with the same text.
  package struct Twins: Sendable, Equatable {
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

  /// Makes surroundings in which there is nothing else.
  package init() {
    isSystem = { _ in false }
    holds = { _, _ in false }
    twins = { _, _ in nil }
    usualDigits = { _, _ in nil }
  }
}
