import Catalog

/// A rule, or a few that are found together, about an entry as a whole.
protocol EntryRule: SendableMetatype {
  /// The rules whose faults it finds.
  static var rules: [LintRule] { get }

  /// What is wrong with an entry; empty when nothing is.
  static func faults(
    of record: EntryRecord, in surroundings: Surroundings, _ settings: LintSettings
  ) throws -> [Fault]
}

/// The rules about an entry, in the order of their findings.
let entryRules: [any EntryRule.Type] = [
  PlaceholderComparison.self, UnknownPlaceholder.self, UnknownCode.self, DanglingReplacement.self,
  UnlikeNeighbours.self, SameText.self, MissingText.self, TextStateRule.self, OpenReview.self,
]
