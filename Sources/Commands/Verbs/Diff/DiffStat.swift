import KnowledgeStore
import TextAnalysis

/// Differences as numbers: a line for each system, and their sum.
struct DiffStat: DifferenceWriter {
  private var counts: [(system: String, count: DifferenceCount)] = []
  private var total = DifferenceCount()

  mutating func text(of difference: Difference) -> String {
    if counts.last?.system != difference.system {
      counts.append((difference.system, DifferenceCount()))
    }
    counts[counts.count - 1].count.add(difference)
    total.add(difference)
    return ""
  }

  mutating func end() -> String {
    guard !counts.isEmpty else { return "" }
    let width = counts.map(\.system.count).max() ?? 0
    let lines = counts.map { padded($0.system, to: width) + "  " + $0.count.sentence }
    let sum = counted(counts.count, "system", "systems") + ": " + total.sentence
    return (lines + [sum]).map { $0 + "\n" }.joined()
  }
}

/// How many differences there are of each kind.
struct DifferenceCount: Encodable {
  /// Entries.
  private(set) var added = 0
  private(set) var withdrawn = 0
  private(set) var changed = 0
  /// Documents that came, went or have other bytes.
  private(set) var documents = 0
  /// Systems that came, went or are described otherwise.
  private(set) var systems = 0

  /// Counts a difference.
  mutating func add(_ difference: Difference) {
    switch (difference.subject, difference.change) {
    case (.system, _): systems += 1
    case (.document, _): documents += 1
    case (.entry, .added): added += 1
    case (.entry, .withdrawn): withdrawn += 1
    case (.entry, .changed): changed += 1
    }
  }

  /// The numbers in words, those that are 0 left out.
  var sentence: String {
    var parts = [(added, "added"), (withdrawn, "withdrawn"), (changed, "changed")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if documents > 0 { parts.append(counted(documents, "document", "documents")) }
    if systems > 0 { parts.append(counted(systems, "system", "systems")) }
    return parts.joined(separator: ", ")
  }
}
