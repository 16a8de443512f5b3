import Catalog

/// What a state of the content holds of one entry.
struct EntryState {
  var values: FieldValues
  /// Whether no document has the entry any more.
  var isWithdrawn: Bool

  /// Why the entry does not count as there; nil if it does.
  var absence: Difference.Absence? {
    if values[.status] == EntryStatus.removed.rawValue { return .removed }
    return isWithdrawn ? .withdrawn : nil
  }

  init(values: FieldValues, isWithdrawn: Bool) {
    self.values = values
    self.isWithdrawn = isWithdrawn
  }

  init(_ entry: Entry) {
    self.init(values: FieldValues(entry), isWithdrawn: entry.withdrawn != nil)
  }
}

extension Difference {
  /// How an entry differs between two states; nil when it does not, or is not there in either.
  init?(
    from before: EntryState?, to after: EntryState?, system: String, systemName: String,
    _ scope: DifferenceScope
  ) {
    let (old, new) = (before?.present, after?.present)
    guard old.map(scope.includes) == true || new.map(scope.includes) == true else { return nil }
    let changed = (new ?? FieldValues()).fieldsChanged(from: old ?? FieldValues())
    // The state of texts follows from their change: it is told where they stay as they were.
    let rewritten = Set(changed.filter(\.isText).compactMap(\.language))
    let fields = changed.filter(scope.includes)
      .filter { field in
        guard case .state(let language) = field else { return true }
        return !rewritten.contains(language)
      }
      .map { Field(name: $0.name, before: old?[$0], after: new?[$0]) }
    guard !fields.isEmpty, let values = new ?? old else { return nil }
    let change: Change = old == nil ? .added : new == nil ? .withdrawn : .changed
    let missing = old == nil ? before : after
    self.init(
      change, .entry(code: values[.code] ?? "", variant: values[.variant] ?? ""), system: system,
      systemName: systemName,
      absence: change == .changed ? nil : missing?.absence ?? .absent, fields: fields)
  }
}

extension Difference {
  /// How two entries differ.
  ///
  /// Nearly all are equal to the letter, which is found out sooner than the fields are.
  init?(
    from before: Entry?, to after: Entry?, system: String, systemName: String,
    _ scope: DifferenceScope
  ) {
    if let before, let after, before.isSame(as: after) { return nil }
    self.init(
      from: before.map { EntryState($0) }, to: after.map { EntryState($0) }, system: system,
      systemName: systemName, scope)
  }
}

extension Entry {
  /// Whether nothing differs but where and when the entry was read or written.
  fileprivate func isSame(as other: Entry) -> Bool {
    guard (withdrawn == nil) == (other.withdrawn == nil) else { return false }
    var other = other
    other.revision = revision
    other.sources = sources
    other.withdrawn = withdrawn
    other.systemLanguage = systemLanguage
    return self == other
  }
}

extension EntryState {
  /// What the entry holds if it counts as there.
  fileprivate var present: FieldValues? { absence == nil ? values : nil }
}
