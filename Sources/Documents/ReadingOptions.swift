import Catalog

/// What the caller knows of a document beside its bytes.
package struct ReadingOptions: Sendable {
  /// The language given with `--lang`.
  package var language: Language?
  /// The language of the system the document speaks about.
  package var defaultLanguage: Language?
  /// What headings meant when the document was last imported.
  package var mapping: Mapping?
  /// What headings mean by `--map` or `map:`; these win over everything else.
  package var overrides: [RoleOverride]
  /// How the document is laid out.
  package var format: DocumentFormat

  /// Makes options; all may be left out.
  package init(
    language: Language? = nil, defaultLanguage: Language? = nil, mapping: Mapping? = nil,
    overrides: [RoleOverride] = [], format: DocumentFormat = .markdown
  ) {
    self.language = language
    self.defaultLanguage = defaultLanguage
    self.mapping = mapping
    self.overrides = overrides
    self.format = format
  }
}
