import Catalog

/// What rules need to know of the base around an entry.
package struct Surroundings {
  /// Whether a slug names a system.
  package var isSystem: (_ slug: String) throws -> Bool
  /// Whether a system has an entry, an alias or a range with a code.
  package var holds: (_ code: CodeKey, _ system: String) throws -> Bool
  /// The other entries that have a text of an entry, word for word.
  package var twins: (_ entry: Entry, _ field: Field) throws -> TwinEntries?
  /// How many digits nearly all codes of a system end in that begin like this one; nil when there is
  /// no such number.
  package var usualDigits: (_ code: String, _ system: String) throws -> Int?

  /// Makes surroundings in which there is nothing else.
  package init() {
    isSystem = { _ in false }
    holds = { _, _ in false }
    twins = { _, _ in nil }
    usualDigits = { _, _ in nil }
  }
}
