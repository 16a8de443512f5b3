import Catalog

/// What restoring records did to a system.
package struct RestoreReport: Sendable {
  /// The slug of the system.
  package var system: String
  /// Whether the system was not there before.
  package var isNewSystem = false
  /// How the description of the system differs from the one in the base, which stays: field names.
  package var systemDifferences: [String] = []
  /// Names of documents that the base knows in another version, which stay as they are.
  package var documentsKept: [String] = []
  /// How many entries whose documents say something else of them here; that stays.
  package var sourcesKept = 0
  /// Numbers of entries.
  package var added = 0
  package var changed = 0
  package var unchanged = 0
  /// Fields that were changed both here and in the records, differently.
  package var conflicts = 0
  /// What happens to single entries, in the order of the records; without `listsChanges` the first
  /// entries with conflicts only.
  package var changes: [ImportReport.Change] = []

  /// Begins with nothing done.
  init(system: String) { self.system = system }
}

/// Why records are not restored.
package enum RestoreError: Error, CustomStringConvertible {
  /// Fields that were changed here and in the records, and nobody said which to take.
  case conflicts([RestoreReport])
  /// A record that does not fit what the base holds, or what came before it.
  case misfit(String)

  package var description: String {
    switch self {
    case .conflicts(let reports):
      """
      \(Self.differing(reports.reduce(0) { $0 + $1.conflicts })) here and in the file, and which is \
      right is not known; nothing was changed
      """
    case .misfit(let sentence): sentence
    }
  }

  private static func differing(_ count: Int) -> String {
    count == 1 ? "1 field differs" : "\(count) fields differ"
  }
}
