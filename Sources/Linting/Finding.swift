import Catalog

/// A fault of an entry: what a rule found, and what is to be done about it.
package struct Finding: Sendable, Equatable {
  package var rule: LintRule
  package var severity: LintSeverity
  /// The slug of the entry's system.
  package var system: String
  /// The field at fault; nil when it is the entry as a whole.
  package var field: Field?
  /// Where the text stands in a document; nil for one that people wrote.
  ///
  /// For a fault of no text: where the entry first stands.
  package var source: Entry.Source?
  /// What is wrong, in words that go after the field's name or stand alone.
  package var sentence: String
  package var mending: Mending
}

/// What a rule finds in an entry.
struct Fault: Equatable {
  var rule: LintRule
  var field: Field?
  var sentence: String
  var mending: Mending
}

/// How a fault can be mended.
package enum Mending: Sendable, Equatable {
  /// `lint --fix` can do it; the field would hold this.
  case fix(String)
  /// A person has to write the field anew.
  case write(Field)
  /// A person has to translate the texts into a language.
  case translate(Language)
  /// A person has to look at the texts of a language and approve them.
  case approve(Language)
  /// A person has to decide between a page and people.
  case review
}
