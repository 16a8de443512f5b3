import Catalog

/// One thing that two states of the content do not agree on: an entry, a system or a document.
package struct Difference: Sendable, Equatable {
  /// What became of it from the first state to the second.
  package enum Change: String, Sendable, CaseIterable {
    case added
    /// It was there and is not any more, for whatever reason.
    case withdrawn
    case changed
  }

  /// What differs.
  package enum Subject: Sendable, Equatable {
    /// The description of the system.
    case system
    /// A document of the system, by its name.
    case document(String)
    /// An entry, by its code as the second state prints it, or the only one that has it.
    case entry(code: String, variant: String)
  }

  /// Why an entry does not count as there in a state.
  package enum Absence: String, Sendable {
    /// There is no such entry.
    case absent
    /// No document has it any more.
    case withdrawn
    /// Somebody removed it.
    case removed
  }

  /// A field before and after; a value that is not there was, or is, empty.
  package struct Field: Sendable, Equatable {
    /// The name as in the history: `message.zh-Hans`, `vendor`, `sha256`.
    package var name: String
    package var before: String?
    package var after: String?

    /// Makes a field.
    package init(name: String, before: String? = nil, after: String? = nil) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  package var change: Change
  package var subject: Subject
  /// The slug of the system.
  package var system: String
  /// What people call the system, in the second state if it is there.
  package var systemName: String
  /// Of an entry that was added or withdrawn: why it is not there in the other state.
  package var absence: Absence?
  /// The fields that differ, ordered by name; of what was added or withdrawn, all that hold something.
  package var fields: [Field]

  /// Makes a difference.
  package init(
    _ change: Change, _ subject: Subject, system: String, systemName: String,
    absence: Absence? = nil, fields: [Field] = []
  ) {
    self.change = change
    self.subject = subject
    self.system = system
    self.systemName = systemName
    self.absence = absence
    self.fields = fields
  }

  /// The difference as it is seen from the second state.
  package var inverted: Difference {
    var inverted = self
    inverted.change =
      switch change {
      case .added: .withdrawn
      case .withdrawn: .added
      case .changed: .changed
      }
    inverted.fields = fields.map { Field(name: $0.name, before: $0.after, after: $0.before) }
    if change == .changed, case .entry(_, let variant) = subject,
      let code = fields.first(where: { $0.name == "code" })?.before
    {
      inverted.subject = .entry(code: code, variant: variant)
    }
    return inverted
  }
}

extension Difference.Field {
  /// The values that differ between two records, ordered by name.
  static func between(_ before: [String: String], _ after: [String: String]) -> [Self] {
    Set(before.keys).union(after.keys).sorted()
      .filter { before[$0] != after[$0] }
      .map { Self(name: $0, before: before[$0], after: after[$0]) }
  }
}

/// Which part of the content is compared.
package struct DifferenceScope: Sendable {
  /// Slugs of the systems; empty for all.
  package var systems: [String] = []
  /// The languages whose texts are compared, entries that have none of them on either side left out;
  /// empty for all languages and all entries.
  package var languages: [Language] = []

  /// Compares everything.
  package init() {}

  /// Whether a system is compared.
  func includes(system: String) -> Bool { systems.isEmpty || systems.contains(system) }

  /// Whether a field is content, and of a language that is compared.
  ///
  /// Approvals and what a translation was made from tell how a text came about, not what it says.
  func includes(_ field: Field) -> Bool {
    guard field.isEditable else { return false }
    guard let language = field.language, !languages.isEmpty else { return true }
    return languages.contains(language)
  }

  /// Whether an entry has a text in a language that is compared.
  func includes(_ values: FieldValues) -> Bool {
    languages.isEmpty || languages.contains { values.hasTexts(in: $0) }
  }
}
