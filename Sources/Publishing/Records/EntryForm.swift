import Catalog

/// An entry in the form that leaves errkb: schema `errkb.entry/1`, keys sorted.
///
/// All keys of the entry itself are always there, null or empty where it has nothing; those of its
/// texts and sources only where they hold something.
enum EntryForm {
  /// The name of the schema.
  static let schema = "errkb.entry/1"

  /// The entry as answers show it.
  ///
  /// - Parameter revision: the counter of changes, which belongs to one base and does not travel.
  static func shown(_ entry: Entry, revision: Int? = nil) -> JSONValue {
    var texts: [JSONValue.Member] = []
    for (language, text) in sorted(entry.texts) {
      var members: [JSONValue.Member] = []
      append("description", text.description, to: &members)
      append("message", text.message, to: &members)
      members.append(.init("state", .string(text.state.rawValue)))
      texts.append(.init(language.tag, .object(members)))
    }
    let sources = entry.sources.map { source in
      JSONValue.object([
        .init("document", .string(source.document)), .init("line", .integer(source.line)),
      ])
    }
    return whole(entry, revision: revision, sources: sources, texts: texts)
  }

  /// The entry as exports carry it, with all that importing them restores.
  static func exported(_ record: EntryRecord) -> JSONValue {
    let entry = record.entry
    let sources = record.sources.sorted { $0.key < $1.key }.map { document, source in
      JSONValue.object(members(of: source, document, entry))
    }
    let texts = sorted(entry.texts).map { language, text in
      JSONValue.Member(language.tag, .object(members(of: text)))
    }
    return whole(entry, revision: nil, sources: sources, texts: texts)
  }

  private static func whole(
    _ entry: Entry, revision: Int?, sources: [JSONValue], texts: [JSONValue.Member]
  ) -> JSONValue {
    let attributes = entry.attributes.sorted { $0.key < $1.key }.map { name, value in
      JSONValue.Member(name, .string(value))
    }
    let remedies = sorted(entry.remedies).map { language, steps in
      JSONValue.Member(language.tag, list(steps))
    }
    let others: [JSONValue.Member] = [
      .init("aliases", list(entry.aliases)), .init("attributes", .object(attributes)),
      .init("remedies", .object(remedies)), .init("schema", .string(schema)),
      .init("sources", .array(sources)), .init("system", .string(entry.system)),
      .init("texts", .object(texts)), .init("withdrawn", JSONValue(entry.withdrawn)),
    ]
    var members = others + ScalarField.allCases.map { .init($0.name, value(of: $0, entry)) }
    if let revision { members.append(.init("revision", .integer(revision))) }
    return .object(members.sorted { $0.key < $1.key })
  }

  private static func value(of field: ScalarField, _ entry: Entry) -> JSONValue {
    let definition = field.definition
    guard let value = entry[field] ?? definition.defaultValue else { return .null }
    if case .number = definition.kind, let number = Int(value) { return .integer(number) }
    return .string(value)
  }

  private static func members(of text: Entry.Text) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    append("description", text.description, to: &members)
    if let origin = text.origin {
      var parts: [JSONValue.Member] = []
      append("description", origin.description, to: &parts)
      parts.append(.init("language", .string(origin.language.tag)))
      append("message", origin.message, to: &parts)
      append("remedy", origin.remedy, to: &parts)
      members.append(.init("made_from", .object(parts)))
    }
    append("message", text.message, to: &members)
    if let review = text.review {
      members.append(
        .init(
          "reviewed",
          .object([.init("at", .string(review.at)), .init("by", .string(review.author))])))
    }
    members.append(.init("state", .string(text.state.rawValue)))
    return members
  }

  private static func members(
    of source: SourceRecord, _ document: String, _ entry: Entry
  ) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    members.reserveCapacity(4)
    if source.code != entry.code { append("code", source.code, to: &members) }
    if !source.conflicts.isEmpty {
      let conflicts = source.conflicts.map { field, conflict in
        var texts: [JSONValue.Member] = []
        append("ancestor", conflict.ancestor, to: &texts)
        append("theirs", conflict.theirs, to: &texts)
        return JSONValue.Member(field.name, .object(texts))
      }
      members.append(.init("conflicts", .object(conflicts.sorted { $0.key < $1.key })))
    }
    members.append(.init("document", .string(document)))
    var gives: [JSONValue.Member] = []
    var says: [JSONValue.Member] = []
    for (field, value) in source.base.values {
      if entry.value(of: field) == value {
        // What stands in the entry is not said again, only what it was.
        gives.append(.init(field.name, .string(checksum(value))))
      } else {
        says.append(.init(field.name, .string(value)))
      }
    }
    if !gives.isEmpty { members.append(.init("gives", .object(gives.sorted { $0.key < $1.key }))) }
    append("gone_since", source.goneSince, to: &members)
    if source.lines.upperBound != source.lines.lowerBound {
      members.append(.init("last_line", .integer(source.lines.upperBound)))
    }
    members.append(.init("line", .integer(source.lines.lowerBound)))
    append("rename", source.rename, to: &members)
    if !says.isEmpty { members.append(.init("says", .object(says.sorted { $0.key < $1.key }))) }
    if source.asksAboutWithdrawal { members.append(.init("withdrawal", .bool(true))) }
    return members
  }

  private static func append(
    _ key: String, _ text: String?, to members: inout [JSONValue.Member]
  ) {
    if let text { members.append(.init(key, .string(text))) }
  }

  private static func list(_ items: [String]) -> JSONValue { .array(items.map(JSONValue.string)) }

  private static func sorted<Value>(
    _ values: [Language: Value]
  ) -> [(key: Language, value: Value)] {
    values.count < 2 ? Array(values) : values.sorted { $0.key < $1.key }
  }
}
