import Catalog
import TextAnalysis

extension EntryForm {
  /// Reads an entry; what cannot be read is among the problems.
  ///
  /// - Parameter system: the system that was announced last, for an entry that names none.
  static func read(
    _ node: RecordNode, system: String?
  ) -> (EntryRecord?, [RecordProblem]) {
    var fields = RecordFields(
      node, called: "the entry",
      known: ScalarField.allCases.map(\.name) + [
        "schema", "system", "aliases", "attributes", "texts", "remedies", "sources", "withdrawn",
      ])
    let code = fields.requiredName("code", of: "the entry") ?? ""
    let named = fields.text("system")
    let slug = named ?? system ?? ""
    if slug.isEmpty {
      fields.complain(
        "'system' is missing: no system was announced above, and the entry names none")
    } else if let complaint = SystemDescription.slugComplaint(about: slug, isNew: false) {
      fields.complain(complaint, fields.node("system")?.line)
    }
    var entry = Entry(system: slug, code: code)
    for field in ScalarField.allCases where field != .code { entry[field] = fields.value(field) }
    entry.aliases = fields.node("aliases").map { fields.list($0, called: "aliases") } ?? []
    if let node = fields.node("attributes") {
      let attributes = RecordFields(node, called: "attributes")
      fields.add(attributes.problems)
      for (heading, value) in attributes.all {
        if heading.isEmpty { fields.complain("an attribute has no name", value.line) }
        if let complaint = nameComplaint(about: heading, called: "the name of an attribute") {
          fields.complain(complaint, value.line)
        }
        let text = fields.text(value, called: heading) ?? ""
        if !text.isEmpty { entry.attributes[heading] = text }
      }
    }
    readTexts(&fields, into: &entry)
    var record = EntryRecord(entry: entry)
    var edited: Set<Language> = []
    for item in SystemForm.items(of: "sources", &fields) {
      let (document, source, problems) = source(item, of: entry, &edited)
      fields.add(problems)
      guard let document, let source else { continue }
      if record.sources.updateValue(source, forKey: document) != nil {
        fields.complain("the document '\(document)' stands twice in 'sources'", item.line)
      }
    }
    if !edited.isEmpty { settle(edited, &record.entry) }
    return (fields.problems.isEmpty ? record : nil, fields.problems)
  }

  // MARK: Texts

  private static func readTexts(_ fields: inout RecordFields, into entry: inout Entry) {
    for (language, node) in languages("texts", &fields) {
      var text = RecordFields(
        node, called: "the texts of a language",
        known: ["message", "description", "state", "reviewed", "made_from"])
      let state = text.text("state") ?? TextState.sourced.rawValue
      if TextState(rawValue: state) == nil {
        text.complain(
          "'\(state)' is no state; there are sourced, draft, reviewed and outdated",
          text.node("state")?.line)
      }
      entry.texts[language] = Entry.Text(
        message: text.text("message"), description: text.text("description"),
        state: TextState(rawValue: state) ?? .sourced, review: review(&text),
        origin: origin(&text))
      fields.add(text.problems)
    }
    for (language, node) in languages("remedies", &fields) {
      let steps = fields.list(node, called: "remedies")
      // The steps together are one field.
      let field = Field.remedy(language)
      if let complaint = field.complaint(about: steps.joined(separator: "\n")) {
        fields.complain(complaint, node.line)
      } else if !steps.isEmpty {
        entry.remedies[language] = steps
      }
      // What is sourced is not said.
      if entry.texts[language] == nil {
        entry.texts[language] = Entry.Text(message: nil, description: nil, state: .sourced)
      }
    }
    for (language, text) in entry.texts where entry.remedies[language] == nil {
      // Without a text there is no state.
      if text.message == nil, text.description == nil {
        entry.texts[language] = Entry.Text(message: nil, description: nil, state: .sourced)
      }
    }
  }

  private static func languages(
    _ key: String, _ fields: inout RecordFields
  ) -> [(Language, RecordNode)] {
    guard let node = fields.node(key) else { return [] }
    let members = RecordFields(node, called: "'\(key)'")
    fields.add(members.problems)
    var seen: Set<Language> = []
    return members.all.compactMap { tag, value in
      guard let language = Language(tag) else {
        fields.complain(
          "'\(tag)' in '\(key)' is no language; one is a tag such as zh-Hans or en", value.line)
        return nil
      }
      guard seen.insert(language).inserted else {
        fields.complain("the language \(language) stands twice in '\(key)'", value.line)
        return nil
      }
      return (language, value)
    }
  }

  private static func review(_ text: inout RecordFields) -> Entry.Review? {
    guard let node = text.node("reviewed") else { return nil }
    var fields = RecordFields(node, called: "'reviewed'", known: ["by", "at"])
    let author = fields.requiredName("by", of: "'reviewed'")
    let time = fields.time("at")
    if fields.node("at") == nil { fields.complain("'at' is missing in 'reviewed'") }
    text.add(fields.problems)
    guard let author, let time else { return nil }
    return Entry.Review(author: author, at: time)
  }

  private static func origin(_ text: inout RecordFields) -> Entry.Origin? {
    guard let node = text.node("made_from") else { return nil }
    var fields = RecordFields(
      node, called: "'made_from'", known: ["language", "message", "description", "remedy"])
    let language = fields.language("language")
    if fields.node("language") == nil {
      fields.complain("'language' is missing in 'made_from'")
    }
    let origin = language.map {
      Entry.Origin(
        language: $0, message: fields.text("message"), description: fields.text("description"),
        remedy: fields.text("remedy"))
    }
    text.add(fields.problems)
    return origin
  }

  // MARK: Sources

  private static func source(
    _ node: RecordNode, of entry: Entry, _ edited: inout Set<Language>
  ) -> (document: String?, SourceRecord?, [RecordProblem]) {
    var fields = RecordFields(
      node, called: "a source",
      known: [
        "document", "line", "last_line", "code", "gone_since", "gives", "says", "conflicts",
        "withdrawal", "rename",
      ])
    let document = fields.requiredText("document", of: "a source")
    let first = fields.number("line", in: 1...Int.max, "a number from 1")
    if fields.node("line") == nil { fields.complain("'line' is missing in a source") }
    let last = fields.number(
      "last_line", in: (first ?? 1)...Int.max, "the number of a line that is not before 'line'")
    var source = SourceRecord(
      code: fields.text("code") ?? entry.code,
      lines: (first ?? 1)...max(first ?? 1, last ?? first ?? 1), base: FieldValues())
    source.goneSince = fields.time("gone_since")
    source.asksAboutWithdrawal = fields.flag("withdrawal")
    source.rename = fields.text("rename")
    for (field, node) in named("gives", &fields) {
      guard let sum = fields.text(node, called: field.name) else { continue }
      if let value = entry.value(of: field), checksum(value) == sum {
        source.base[field] = value
      } else if let language = field.language {
        edited.insert(language)
      }
    }
    for (field, node) in named("says", &fields) {
      source.base[field] = fields.text(node, called: field.name)
    }
    for (field, node) in named("conflicts", &fields) {
      var texts = RecordFields(node, called: "a conflict", known: ["ancestor", "theirs"])
      source.conflicts[field] = SourceRecord.Conflict(
        ancestor: texts.text("ancestor"), theirs: texts.text("theirs"))
      fields.add(texts.problems)
    }
    return (document, source, fields.problems)
  }

  private static func named(
    _ key: String, _ fields: inout RecordFields
  ) -> [(Field, RecordNode)] {
    guard let node = fields.node(key) else { return [] }
    let members = RecordFields(node, called: "'\(key)'")
    fields.add(members.problems)
    return members.all.compactMap { name, value in
      if let field = Field(name) { return (field, value) }
      fields.complain("'\(name)' in '\(key)' is no field", value.line)
      return nil
    }
  }

  // MARK: Edits

  /// Gives texts that somebody changed in the export, and the translations that were made from them,
  /// the state that an edit gives.
  private static func settle(_ edited: Set<Language>, _ entry: inout Entry) {
    for language in edited {
      entry.texts[language]?.state = .draft
      entry.texts[language]?.review = nil
    }
    let values = FieldValues(entry)
    for language in entry.texts.keys where values.changeOfOrigin(of: language) >= .wording {
      entry.texts[language]?.state = .outdated
    }
  }
}

extension RecordFields {
  /// The value of a field that has no language; nil where there is none.
  fileprivate mutating func value(_ field: ScalarField) -> String? {
    switch field.definition.kind {
    case .code, .name: name(field.name)
    case .label, .choice: checked(field.name, .scalar(field))
    case .number(let range, let name):
      number(
        field.name, in: range,
        "an \(name): a number from \(range.lowerBound) to \(range.upperBound)"
      ).map(String.init)
    }
  }

  /// A text that a field may hold.
  private mutating func checked(_ key: String, _ field: Field) -> String? {
    guard let text = text(key) else { return nil }
    guard let complaint = field.complaint(about: text) else { return text }
    complain(complaint, node(key)?.line)
    return nil
  }
}
