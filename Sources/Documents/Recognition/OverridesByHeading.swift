/// What a person says that headings mean, found by heading; of several for one heading the last counts.
struct OverridesByHeading {
  private let byKey: [String: RoleOverride]

  init(_ overrides: [RoleOverride]) {
    byKey = Dictionary(overrides.map { (headingKey($0.heading), $0) }) { $1 }
  }

  /// What is said of a heading; case, blanks and punctuation do not matter.
  subscript(heading: String) -> RoleOverride? {
    byKey.isEmpty ? nil : byKey[headingKey(heading)]
  }
}
