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
  /// The last code of a range that begins at `code`.
  package var codeEnd: String?
  /// Other spellings of the code that the document prints beside it.
  package var aliases: [String]
  /// The page's own grouping, deeper ones joined by ` / `.
  package var category: String?
  /// The HTTP status the error comes with.
  package var httpStatus: Int?
  /// The page's own grading of how bad the error is.
  package var severity: String?
  /// Whether the entry is in use, where the document says so.
  package var status: EntryStatus?
  /// The code that takes this one's place.
  package var replacedBy: String?
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
    self.codeEnd = codeEnd
    self.aliases = aliases
    self.category = category
    self.httpStatus = httpStatus
    self.severity = severity
    self.status = status
    self.replacedBy = replacedBy
    self.attributes = attributes
    self.texts = texts
    self.remedies = remedies
    self.lines = lines
  }
}
