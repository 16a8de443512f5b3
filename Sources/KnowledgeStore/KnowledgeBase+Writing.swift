import Catalog
import Storage

extension KnowledgeBase {
  /// Adds an entry and returns its row.
  ///
  /// An entry that comes back has its row and goes on counting revisions; a new one begins at 1.
  func insertEntry(
    _ values: FieldValues, system: Int64, as row: Int64? = nil, revision: Int = 1
  ) throws -> Int64 {
    try connection.run(
      insertCode,
      [Value(row), .integer(system), Value(revision)] + values.columns)
    let id = connection.lastInsertedRowID
    for language in values.languages { try writeTexts(values, language, id, isNew: true) }
    try writeAliases(values, id)
    return id
  }

  /// Brings an entry to new values, the fields that differ only, under a revision.
  func updateEntry(
    _ id: Int64, from before: FieldValues, to after: FieldValues, revision: Int
  ) throws {
    try connection.run(
      updateCode, [Value(revision)] + after.columns + [.integer(id)])
    let touched = Set(after.fieldsChanged(from: before).compactMap(\.language))
    for language in touched { try writeTexts(after, language, id, isNew: false) }
    if before[.aliases] != after[.aliases] {
      try connection.run("DELETE FROM aliases WHERE code_id = ?", [.integer(id)])
      try writeAliases(after, id)
    }
  }

  private func writeTexts(
    _ values: FieldValues, _ language: Language, _ id: Int64, isNew: Bool
  ) throws {
    let key: [Value] = [.integer(id), .text(language.tag)]
    if !isNew {
      try connection.run("DELETE FROM remedies WHERE code_id = ? AND language = ?", key)
    }
    guard values.hasTexts(in: language) else {
      return try connection.run("DELETE FROM translations WHERE code_id = ? AND language = ?", key)
    }
    try connection.run(
      isNew ? insertTranslation : replaceTranslation,
      key + [
        Value(values[.message(language)]), Value(values[.description(language)]),
        .text(values[.state(language)] ?? "sourced"), Value(values.originJSON(of: language)),
        Value(values[.reviewedBy(language)]), Value(values[.reviewedAt(language)]),
      ])
    for (index, step) in lines(of: values[.remedy(language)]).enumerated() {
      try connection.run(
        "INSERT INTO remedies (code_id, language, position, step) VALUES (?, ?, ?, ?)",
        key + [.integer(Int64(index + 1)), .text(step)])
    }
  }

  private func writeAliases(_ values: FieldValues, _ id: Int64) throws {
    for alias in lines(of: values[.aliases]) {
      try connection.run(
        "INSERT INTO aliases (code_id, alias, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [.integer(id), .text(alias), .text(CodeKey(alias).text)])
    }
  }
}

/// The columns of `codes` that hold fields, in the order of `FieldValues.columns`.
private let columns = ["key", "attributes"] + ScalarField.allCases.map(\.name)

private let insertCode = """
  INSERT INTO codes (id, system_id, revision, \(columns.joined(separator: ", ")))
  VALUES (?, ?, ?, \(columns.map { _ in "?" }.joined(separator: ", ")))
  """

private let updateCode = """
  UPDATE codes SET revision = ?, \(columns.map { "\($0) = ?" }.joined(separator: ", "))
  WHERE id = ?
  """

extension FieldValues {
  /// What the columns of `codes` hold of the fields.
  fileprivate var columns: [Value] {
    [.text(CodeKey(self[.code] ?? "").text), .text(attributesJSON)]
      + ScalarField.allCases.map { field in
        let value = self[.scalar(field)] ?? field.definition.defaultValue
        if case .number = field.definition.kind { return Value(value.flatMap { Int($0) }) }
        return Value(value)
      }
  }

  /// What a translation was made from, as the column holds it; nil for a text that is none.
  fileprivate func originJSON(of language: Language) -> String? {
    guard self[.madeFrom(language, .language)] != nil else { return nil }
    return jsonObject(
      Field.OriginPart.allCases.compactMap { part in
        self[.madeFrom(language, part)].map { (key: part.rawValue, value: $0) }
      })
  }

  /// The attributes as the column holds them: an object of texts, sorted by heading.
  var attributesJSON: String {
    let pairs = values.compactMap { field, value -> (key: String, value: String)? in
      if case .attribute(let heading) = field { (heading, value) } else { nil }
    }
    return jsonObject(pairs.sorted { $0.key < $1.key })
  }
}

private let insertTranslation = """
  INSERT INTO translations (code_id, language, message, description, state, made_from,
    reviewed_by, reviewed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  """

/// Apart from the plain insert, which is a good deal faster and all that a new page needs.
private let replaceTranslation =
  insertTranslation + """
     ON CONFLICT DO UPDATE SET message = excluded.message, description = excluded.description,
      state = excluded.state, made_from = excluded.made_from,
      reviewed_by = excluded.reviewed_by, reviewed_at = excluded.reviewed_at
    """

/// The items of a list that stands one item a line.
private func lines(of text: String?) -> [String] {
  guard let text else { return [] }
  // By bytes: an import comes here for every remedy, and nearly all have one line.
  guard text.utf8.contains(0x0A) else { return [text] }
  return text.utf8.split(separator: 0x0A).map { String(Substring($0)) }
}
