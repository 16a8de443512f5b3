/// One meaning of a code as a document gives it, before it has met the knowledge base.
package struct EntryDraft: Hashable, Sendable {
  /// The code as printed.
  package var code: String
  /// What tells the entry from others of its code, where the document says so; the empty text is the
  /// first, nil leaves it to the import.
  package var variant: String?
  /// What a new entry may be called as a variant where another of its code is there already; nil
  /// leaves it a number.
  package var label: String?
  /// What else has one value and no language, as the document says it.
  package private(set) var scalars = ScalarValues()
  /// Other spellings of the code that the document prints beside it.
  package var aliases: [String]
  /// Any other column of the page, by the page's own heading.
  package var attributes: [String: String]
  /// Message and description by language.
  package var texts: [Language: Text]
  /// Steps of the remedy by language; no step is empty or holds a line break.
  package var remedies: [Language: [String]]
  /// First and last source line, counted from 1.
  package var lines: ClosedRange<Int>

  /// What a document says of the error in one language.
  package struct Text: Hashable, Sendable {
    /// The short text of the error, plain.
    package var message: String?
    /// The longer explanation, CommonMark inlines; a line feed is a line break.
    package var description: String?

    /// Makes a text of what there is.
    package init(message: String? = nil, description: String? = nil) {
      self.message = message
      self.description = description
    }
  }

  /// Makes a draft; all but the code and its lines may be left out.
  package init(
    code: String, variant: String? = nil, codeEnd: String? = nil, aliases: [String] = [],
    category: String? = nil, httpStatus: Int? = nil, severity: String? = nil,
    status: EntryStatus? = nil, replacedBy: String? = nil, attributes: [String: String] = [:],
    texts: [Language: Text] = [:], remedies: [Language: [String]] = [:], lines: ClosedRange<Int>
  ) {
    self.code = code
    self.variant = variant
    self.aliases = aliases
    self.attributes = attributes
    self.texts = texts
    self.remedies = remedies
    self.lines = lines
    self.codeEnd = codeEnd
    self.category = category
    self.httpStatus = httpStatus
    self[.severity] = severity
    self[.status] = status?.rawValue
    self[.replacedBy] = replacedBy
  }

  /// The value of a field besides code and variant; nil where the document says nothing.
  package subscript(field: ScalarField) -> String? {
    get { scalars[field] }
    set { scalars[field] = newValue }
  }
}

extension EntryDraft {
  /// The last code of a range that begins at `code`.
  package var codeEnd: String? {
    get { self[.codeEnd] }
    set { self[.codeEnd] = newValue }
  }

  /// The page's own grouping, deeper ones joined by ` / `.
  package var category: String? {
    get { self[.category] }
    set { self[.category] = newValue }
  }

  /// The HTTP status that the error comes with.
  package var httpStatus: Int? {
    get { self[.httpStatus].flatMap { Int($0) } }
    set { self[.httpStatus] = newValue.map(String.init) }
  }
}
