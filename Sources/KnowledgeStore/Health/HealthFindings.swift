/// Sentences about what is wrong, as many as a person reads; the others are counted.
package struct HealthFindings: Sendable, Equatable {
  /// The first 100, a sentence each.
  package private(set) var sentences: [String] = []
  /// How many there are.
  package private(set) var count = 0

  package var isEmpty: Bool { count == 0 }

  mutating func add(_ sentence: String) {
    count += 1
    if sentences.count < 100 { sentences.append(sentence) }
  }
}
