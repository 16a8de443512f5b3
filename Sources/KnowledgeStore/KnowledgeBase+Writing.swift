import Catalog
import Storage

extension KnowledgeBase {
  /// Adds an entry at revision 1 and returns its row.
  func insertEntry(_ values: FieldValues, system: Int64) throws -> Int64 {
    let code = values[.code] ?? ""
    try connection.run(
      """
      INSERT INTO codes (system_id, code, key, variant, code_end, category, http_status, severity,
        attributes, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
      """,
      [
        .integer(system), .text(code), .text(CodeKey(code).text), .text(values[.variant] ?? ""),
        Value(values[.codeEnd]), Value(values[.category]),
        Value(values[.httpStatus].flatMap { Int($0) }), Value(values[.severity]),
        .text(values.attributesJSON),
      ])
    let id = connection.lastInsertedRowID
    for language in values.languages { try writeTexts(values, language, id, isNew: true) }
    try writeAliases(values, id)
    return id
  }

  /// Brings an entry to new values, the fields that differ only, and counts its revision on.
  ///
  /// Returns the new revision.
  func updateEntry(_ id: Int64, from before: FieldValues, to after: FieldValues) throws -> Int {
    try connection.run(
      """
      UPDATE codes SET code = ?, key = ?, variant = ?, code_end = ?, category = ?, http_status = ?,
        severity = ?, attributes = ?, status = ?, replaced_by = ?, revision = revision + 1
      WHERE id = ?
      """,
      [
        Value(after[.code]), .text(CodeKey(after[.code] ?? "").text), .text(after[.variant] ?? ""),
        Value(after[.codeEnd]), Value(after[.category]),
        Value(after[.httpStatus].flatMap { Int($0) }), Value(after[.severity]),
        .text(after.attributesJSON), .text(after[.status] ?? "active"),
        Value(after[.replacedBy]), .integer(id),
      ])
    let touched = Set(before.fieldsDiffering(from: after).compactMap(\.language))
    for language in touched { try writeTexts(after, language, id, isNew: false) }
    if before[.aliases] != after[.aliases] {
      try connection.run("DELETE FROM aliases WHERE code_id = ?", [.integer(id)])
      try writeAliases(after, id)
    }
    return try connection.first("SELECT revision FROM codes WHERE id = ?", [.integer(id)]) {
      $0.int(0)
    } ?? 0
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
        .text(values[.state(language)] ?? "sourced"),
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

extension FieldValues {
  /// The languages that some text, remedy or state is in, sorted.
  var languages: [Language] { Set(values.keys.compactMap(\.language)).sorted() }

  fileprivate func hasTexts(in language: Language) -> Bool {
    self[.message(language)] != nil || self[.description(language)] != nil
      || self[.remedy(language)] != nil
  }

  fileprivate var attributesJSON: String {
    let pairs = values.compactMap { field, value -> (key: String, value: String)? in
      if case .attribute(let heading) = field { (heading, value) } else { nil }
    }
    return jsonObject(pairs.sorted { $0.key < $1.key })
  }
}

extension Field {
  fileprivate var language: Language? {
    switch self {
    case .message(let language), .description(let language), .remedy(let language),
      .state(let language):
      language
    default: nil
    }
  }
}

private let insertTranslation = """
  INSERT INTO translations (code_id, language, message, description, state)
  VALUES (?, ?, ?, ?, ?)
  """

/// Apart from the plain insert, which is a good deal faster and all that a new page needs.
private let replaceTranslation =
  insertTranslation + """
     ON CONFLICT DO UPDATE SET message = excluded.message, description = excluded.description,
      state = excluded.state
    """

/// The items of a list that stands one item a line.
private func lines(of text: String?) -> [String] {
  guard let text else { return [] }
  // By bytes: an import comes here for every remedy, and nearly all have one line.
  guard text.utf8.contains(0x0A) else { return [text] }
  return text.utf8.split(separator: 0x0A).map { String(Substring($0)) }
}
