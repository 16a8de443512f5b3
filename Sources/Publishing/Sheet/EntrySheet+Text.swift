import Catalog
import YAML

extension EntrySheet {
  /// What a sheet says about itself on top.
  package static let introduction = """
    Change what you like, save, and leave the editor.
    To cancel, leave the text as it is, or empty it.
    A field left empty is cleared. One taken out stays as it was, but an attribute
    taken out of the list is removed. An entry taken out stays as it was.
    A text of several lines stands indented below |-.
    Aliases, and the steps of a remedy, stand one a line behind a dash.
    status: active, deprecated or removed.
    state: draft, reviewed or outdated; sourced is what a document gives.
    """

  /// The same of a sheet that holds the texts of a language only.
  package static let introductionToTexts = """
    Write what is missing, save, and leave the editor.
    To cancel, leave the text as it is, or empty it.
    A field left empty is cleared; one taken out stays as it was.
    A text of several lines stands indented below |-.
    The steps of a remedy stand one a line behind a dash.
    state: draft, reviewed or outdated; left empty, it is draft.
    """

  /// Writes a sheet.
  ///
  /// - Parameters:
  ///   - languages: the languages to edit, in this order, empty ones too; an entry's others are shown as
  ///     comments. Nil for those each entry has.
  ///   - onlyTexts: whether to leave out what has no language, as for a translation.
  ///   - introduction: the comment on top; nil for the usual one.
  package static func text(
    of entries: [SheetEntry], languages: [Language]? = nil, onlyTexts: Bool = false,
    introduction: String? = nil
  ) -> String {
    var writer = YAMLWriter()
    writer.comment(introduction ?? (onlyTexts ? introductionToTexts : Self.introduction))
    for entry in entries {
      writer.blankLine()
      writer.item { write(entry, languages, onlyTexts: onlyTexts, to: &$0) }
    }
    return writer.text
  }

  private static func write(
    _ entry: SheetEntry, _ languages: [Language]?, onlyTexts: Bool, to writer: inout YAMLWriter
  ) {
    writer.key("entry", entry.address)
    if let revision = entry.revision { writer.key("revision", number: revision) }
    for (key, field) in plainFields where !onlyTexts || entry.remarks[field] != nil {
      let value = entry.values[field]
      let remark = entry.remarks[field]
      // Rarely of use, what tells an entry beside its code is shown only where it says something.
      if isRare(field), value == nil, remark == nil { continue }
      if let remark { writer.comment(remark, marker: "#!") }
      write(field, key, value, to: &writer)
    }
    if !onlyTexts { writeAttributes(of: entry, to: &writer) }
    let present = languagesOf(Set(entry.values.values.keys))
    let remarked = languagesOf(Set(entry.remarks.keys))
    let ordered = { (languages: Set<Language>) in
      Language.ordered(languages, preferring: entry.preferred)
    }
    let edited = languages ?? ordered(present.union(entry.notes.keys))
    for language in ordered(present.subtracting(edited).subtracting(remarked)) {
      var reference = YAMLWriter()
      reference.mapping(language.tag) {
        write(entry, in: language, onlyFilled: true, to: &$0)
      }
      writer.comment(String(reference.text.dropLast()))
    }
    for language in edited + ordered(remarked.subtracting(edited)) {
      writer.mapping(language.tag) { writer in
        if let note = entry.notes[language] { writer.comment(note) }
        write(entry, in: language, onlyFilled: false, to: &writer)
      }
    }
  }

  private static func writeAttributes(of entry: SheetEntry, to writer: inout YAMLWriter) {
    var headings = Set<String>()
    for case .attribute(let heading) in entry.values.fields { headings.insert(heading) }
    for case .attribute(let heading) in entry.remarks.keys { headings.insert(heading) }
    if headings.isEmpty {
      writer.key("attributes")
      return
    }
    writer.mapping("attributes") { writer in
      for heading in headings.sorted() {
        let field = Field.attribute(heading)
        if let remark = entry.remarks[field] { writer.comment(remark, marker: "#!") }
        write(field, heading, entry.values[field], to: &writer)
      }
    }
  }

  private static func write(
    _ entry: SheetEntry, in language: Language, onlyFilled: Bool, to writer: inout YAMLWriter
  ) {
    let isFilled = languagesOf(Set(entry.values.values.keys)).contains(language)
    for (key, makeField) in textFields {
      let field = makeField(language)
      var value = entry.values[field]
      if key == "state", isFilled { value = value ?? TextState.sourced.rawValue }
      if onlyFilled, value == nil { continue }
      if let remark = entry.remarks[field] { writer.comment(remark, marker: "#!") }
      write(field, key, value, to: &writer)
    }
  }

  private static func write(
    _ field: Field, _ key: String, _ value: String?, to writer: inout YAMLWriter
  ) {
    let definition =
      if case .scalar(let field) = field { field.definition } else {
        nil as ScalarField.Definition?
      }
    let kept = definition.flatMap { $0.defaultValue?.isEmpty == false ? $0.defaultValue : nil }
    guard let value = value ?? kept else {
      writer.key(key)
      return
    }
    switch field {
    case _ where field.isTyped && !field.isList: writer.key(key, value, as: .quoted)
    case .scalar:
      if case .number? = definition?.kind, let number = Int(value) {
        writer.key(key, number: number)
      } else {
        writer.key(key, value)
      }
    case .aliases, .remedy:
      writer.sequence(key) { list in
        for item in value.unicodeScalars.split(separator: "\n") {
          list.item(String(item), as: field == .aliases ? .label : .prose)
        }
      }
    case .message, .description, .attribute: writer.key(key, value, as: .prose)
    default: writer.key(key, value)
    }
  }

  private static func isRare(_ field: Field) -> Bool {
    guard case .scalar(let field) = field else { return false }
    return field.definition.group == .identity && field != .code
  }

  /// The languages in which there is something to edit.
  private static func languagesOf(_ fields: Set<Field>) -> Set<Language> {
    var languages = Set<Language>()
    for field in fields {
      switch field {
      case .state(let language), .message(let language), .description(let language),
        .remedy(let language):
        languages.insert(language)
      default: break
      }
    }
    return languages
  }
}
