/// One meaning of a code in a system, with everything the knowledge base holds about it.
package struct Entry: Equatable, Sendable {
  /// The slug of the system that emits the code.
  package var system: String
  /// The language that the system's own pages are in, where it is known.
  package var systemLanguage: Language?
  /// The code and what else has one value and no language, as it is stored.
  package private(set) var scalars = ScalarValues()
  /// Other spellings of the code, sorted.
  package var aliases: [String]
  /// Other columns of the page, by the page's own headings.
  package var attributes: [String: String]
  /// When the last document that had the entry dropped it (UTC, ISO 8601); nil while one has it.
  package var withdrawn: String?
  /// Counts the entry's changes, from 1.
  package var revision: Int
  /// Texts by language.
  package var texts: [Language: Text]
  /// Steps of the remedy by language.
  package var remedies: [Language: [String]]
  /// Where the entry stands in documents, sorted by document name.
  package var sources: [Source]

  /// What the knowledge base says of the error in one language.
  package struct Text: Equatable, Sendable {
    /// The short text of the error, plain.
    package var message: String?
    /// The longer explanation, CommonMark inlines; a line feed is a line break.
    package var description: String?
    /// How far message, description and remedy of this language can be trusted.
    package var state: TextState
    /// Who approved the texts as they stand, and when.
    package var review: Review?
    /// What the texts were translated from; nil for what a document gives.
    package var origin: Origin?

    /// Makes a text.
    package init(
      message: String?, description: String?, state: TextState, review: Review? = nil,
      origin: Origin? = nil
    ) {
      self.message = message
      self.description = description
      self.state = state
      self.review = review
      self.origin = origin
    }
  }

  /// An approval of texts.
  package struct Review: Equatable, Sendable {
    package var author: String
    /// UTC, ISO 8601.
    package var at: String

    /// Makes an approval.
    package init(author: String, at: String) {
      self.author = author
      self.at = at
    }
  }

  /// What a translation was made from: the texts of another language as they stood then.
  package struct Origin: Equatable, Sendable {
    package var language: Language
    package var message: String?
    package var description: String?
    /// One step a line.
    package var remedy: String?

    /// Makes an origin.
    package init(
      language: Language, message: String? = nil, description: String? = nil,
      remedy: String? = nil
    ) {
      self.language = language
      self.message = message
      self.description = description
      self.remedy = remedy
    }
  }

  /// A place in a document.
  package struct Source: Equatable, Sendable {
    /// The document's name within the system.
    package var document: String
    /// The first line, counted from 1.
    package var line: Int

    /// Makes a source.
    package init(document: String, line: Int) {
      self.document = document
      self.line = line
    }
  }

  /// Makes an entry of a code; everything else is empty and can be filled in.
  package init(system: String, code: String) {
    self.system = system
    self.aliases = []
    self.attributes = [:]
    self.revision = 0
    self.texts = [:]
    self.remedies = [:]
    self.sources = []
    self.code = code
  }

  /// The value of a field as it is stored; nil where it holds nothing but its default.
  package subscript(field: ScalarField) -> String? {
    get { scalars[field] }
    set { scalars[field] = field.stored(newValue) }
  }

  /// The languages of its texts and remedies.
  package var languages: Set<Language> { Set(texts.keys).union(remedies.keys) }

  /// The languages of its texts and remedies in a reader's order: those the reader prefers, then the
  /// system's own, then the rest.
  package func languages(preferring preferred: [Language]) -> [Language] {
    Language.ordered(languages, preferring: preferred + [systemLanguage].compactMap { $0 })
  }
}
