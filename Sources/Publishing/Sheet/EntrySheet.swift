import Catalog

/// Entries as YAML for a person to edit.
package struct EntrySheet {
  /// The most bytes a sheet may have; longer ones are refused before they are read.
  package static let longestText = 8 * FieldValues.longestValue

  /// The keys of an entry's own fields, in the order of the sheet.
  static let plainFields: [(key: String, field: Field)] =
    (ScalarField.allCases.map(Field.scalar) + [.aliases]).map { ($0.name, $0) }

  /// The keys below a language, in the order of the sheet.
  static let textFields: [(key: String, field: @Sendable (Language) -> Field)] = [
    ("state", { .state($0) }), ("message", { .message($0) }),
    ("description", { .description($0) }), ("remedy", { .remedy($0) }),
  ]

  /// An entry as a person left it in a sheet.
  package struct Item: Equatable, Sendable {
    /// `SYSTEM:CODE#VARIANT`, the entry as it was addressed when the sheet was written.
    package var address: String
    /// The revision it started from; nil for a new entry.
    package var revision: Int?
    /// What the sheet says of each field it shows; the empty text clears the field.
    ///
    /// Status and state stand as they were typed, so that one left empty can be told from a default
    /// that somebody chose.
    package var shown: [Field: String] = [:]
    /// Whether the sheet shows attributes; they are all there are, then.
    package var showsAttributes = false
    /// The item's line in the sheet.
    package var line = 0
    /// The line of each field that is shown.
    package var lines: [Field: Int] = [:]

    /// The values with the sheet's in place of theirs; what the sheet does not show stays.
    package func applied(to original: FieldValues) -> FieldValues {
      var values = original
      if showsAttributes {
        for case .attribute(let heading) in original.fields { values[.attribute(heading)] = nil }
      }
      for (field, value) in shown where !Self.isSame(value, as: original[field]) {
        values[field] = Self.isDefault(value, of: field) ? nil : value
      }
      return values
    }

    /// Whether a value stands as it was shown: a block of YAML does not tell line feeds at its end.
    private static func isSame(_ value: String, as original: String?) -> Bool {
      guard let original, original.last == "\n" else { return false }
      return original.hasPrefix(value) && original.dropFirst(value.count).allSatisfy { $0 == "\n" }
    }

    private static func isDefault(_ value: String, of field: Field) -> Bool {
      switch field {
      case .scalar(let field): value == field.definition.defaultValue
      case .state: value == TextState.sourced.rawValue
      default: false
      }
    }
  }
}

/// What is wrong with a sheet: every mistake that was found, in the order of its lines.
package struct SheetError: Error, Equatable {
  /// A mistake and its line, counted from 1 in the text that was read.
  package struct Problem: Equatable, Sendable {
    package var line: Int
    package var message: String

    /// Makes a problem.
    package init(line: Int, message: String) {
      self.line = line
      self.message = message
    }
  }

  package var problems: [Problem]

  /// Makes an error of problems.
  package init(problems: [Problem]) { self.problems = problems }
}
