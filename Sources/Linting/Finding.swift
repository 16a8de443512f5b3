import Catalog

/// What a rule found in an entry, and what is to be done about it.
package struct Finding: Sendable, Equatable {
  package var rule: LintRule
  package var severity: LintSeverity
  /// The slug of the entry's system.
  package var system: String
  /// The field that is wrong; nil when it is the entry as a whole.
  package var field: Field?
  /// Where the text stands in a document; nil for one that people wrote.
  ///
  /// Where no text is wrong: where the entry first stands.
  package var source: Entry.Source?
  /// What is wrong, in words that go after the field's name or stand alone.
  package var sentence: String
  package var next: NextStep
}

/// What is to be done about a finding.
package enum NextStep: Sendable, Equatable {
  /// `lint --fix` corrects it.
  case fix
  /// A person has to write the field anew.
  case write(Field)
  /// A person has to translate the texts into a language.
  case translate(Language)
  /// A person has to look at the texts of a language and approve them.
  case approve(Language)
  /// A person has to decide between a document and an edit.
  case review
}

/// What a rule returns; `Linter` makes a `Finding` of it.
struct Fault: Equatable {
  var rule: LintRule
  var field: Field?
  var sentence: String
  var next: NextStep
}

/// Names things in a sentence: `a`, `a and b`, `a, b and c`, and of more than four the first three.
func listed(_ things: [String]) -> String {
  let shown = things.count > 4 ? things.prefix(3) + ["\(things.count - 3) more"] : things[...]
  guard let last = shown.last, shown.count > 1 else { return things.first ?? "" }
  return shown.dropLast().joined(separator: ", ") + " and " + last
}
