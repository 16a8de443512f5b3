import Catalog
import TextAnalysis

/// Unites rows that are one meaning of a code, and keeps the others apart; no value of a row is lost.
///
/// Rows of a document with the same code, range, variant and messages are one meaning, unless they
/// contradict each other in category, HTTP status, severity, status, replacement or an attribute.
/// Where two of them do, those are one meaning that agree in all fields in which any two do not; a
/// row that leaves such a field empty is a meaning of its own.
///
/// ```
/// 7 | Outside area | cause "The ground slopes" | Network       7 | cause "The ground slopes\nMetal disturbs" | Network
/// 7 | Outside area | cause "Metal disturbs"    | Network   →
/// 7 | Outside area | cause "The ground slopes" | Battery       7 | cause "The ground slopes" | Battery
/// ```
///
/// One meaning has the descriptions of its rows, each once and a line each, the steps and aliases of
/// all, and the first value of a field that not all of them give. Its lines reach from the first row
/// to the last. How the rows are ordered decides on nothing but the order of steps and lines, and on
/// which meaning is the first. What would be too long together is kept apart.
///
/// Works in place: of a sheet with millions of rows there is no second copy.
func unite(_ drafts: inout [EntryDraft], _ diagnostics: inout Diagnostics) {
  let repeated = repeatedCodes(drafts)
  // Nearly always every code stands once.
  guard !repeated.isEmpty else { return }
  var rowsOfCode = Dictionary(uniqueKeysWithValues: repeated.map { ($0, [Int]()) })
  for index in drafts.indices { rowsOfCode[drafts[index].code]?.append(index) }
  var isUnited = [Bool](repeating: false, count: drafts.count)
  for code in repeated {
    var meanings = Meanings()
    for rows in grouped(rowsOfCode[code] ?? [], by: { Identity(drafts[$0]) }) {
      meanings.add(rows, of: &drafts)
    }
    for meaning in meanings.all {
      for row in meaning.rows.dropFirst() { isUnited[row] = true }
    }
    meanings.report(drafts, to: &diagnostics)
  }
  var row = 0
  drafts.removeAll { _ in
    defer { row += 1 }
    return isUnited[row]
  }
}

/// The codes that stand more than once, each once, in the order in which they stand again.
private func repeatedCodes(_ drafts: [EntryDraft]) -> [String] {
  var seen: Set<String> = []
  seen.reserveCapacity(drafts.count)
  var known: Set<String> = []
  return drafts.indices.compactMap { index in
    let code = drafts[index].code
    return seen.insert(code).inserted || !known.insert(code).inserted ? nil : code
  }
}

/// What tells the entries of a code apart before its other fields do; white space in messages is
/// folded.
private struct Identity: Hashable {
  var end: String?
  var variant: String?
  var messages: [Language: String]

  init(_ draft: EntryDraft) {
    end = draft.codeEnd
    variant = draft.variant
    messages = draft.texts.compactMapValues { $0.message.map(collapsingWhiteSpace) }
  }
}

/// The meanings of one code.
private struct Meanings {
  /// Rows that are one meaning.
  struct Meaning {
    /// Where its rows stand among the drafts; the first of them holds what all say.
    var rows: [Int]
    /// What the rows of the same messages contradict each other in.
    var contested: [Field]
    /// Whether its rows were too long together; they are meanings of their own then.
    var isTooLong = false
    /// The rows after the first that added to fields which were filled already, and those fields.
    var additions: [Int: [String]] = [:]
  }

  private(set) var all: [Meaning] = []

  /// Adds rows of the same messages; the first row of each meaning then holds what all of them say.
  mutating func add(_ rows: [Int], of drafts: inout [EntryDraft]) {
    let contested = contestedFields(rows, of: drafts)
    let groups =
      contested.isEmpty
      ? [rows] : grouped(rows) { row in contested.map { drafts[row].distinction($0) } }
    for rows in groups {
      var union = Union(drafts[rows[0]])
      var additions: [Int: [String]] = [:]
      for row in rows.dropFirst() {
        let grown = union.add(drafts[row])
        if !grown.isEmpty { additions[row] = grown }
      }
      if rows.count > 1, complaint(about: union.draft) != nil {
        all += rows.map { Meaning(rows: [$0], contested: contested, isTooLong: true) }
      } else {
        drafts[rows[0]] = union.draft
        drafts[rows[0]].label = label(of: union.draft, contested)
        all.append(Meaning(rows: rows, contested: contested, additions: additions))
      }
    }
  }

  /// Says of every row but the first what became of it.
  func report(_ drafts: [EntryDraft], to diagnostics: inout Diagnostics) {
    guard let first = all.flatMap(\.rows).min() else { return }
    let code = drafts[first].code
    for meaning in all {
      let line = drafts[meaning.rows[0]].lines.lowerBound
      if meaning.rows[0] != first { report(meaning, drafts, after: first, to: &diagnostics) }
      for row in meaning.rows.dropFirst() {
        let other = drafts[row].lines.lowerBound
        // A code that one cell names twice is nothing to look at.
        guard other != line else { continue }
        let both =
          meaning.additions[row].map { ", with the \($0.joined(separator: " and ")) of both" } ?? ""
        diagnostics.add(
          .duplicate, .warning, line: other,
          "code '\(shortened(code))' with the same message stands at line \(line) already; "
            + "lines \(line) and \(other) are one entry\(both)")
      }
    }
  }

  private func report(
    _ meaning: Meaning, _ drafts: [EntryDraft], after first: Int, to diagnostics: inout Diagnostics
  ) {
    let draft = drafts[meaning.rows[0]]
    let first = drafts[first]
    let line = draft.lines.lowerBound
    let code = shortened(first.code)
    let start = first.lines.lowerBound
    if Identity(draft) != Identity(first) {
      // Of two that a variant was given for there is nothing to say.
      guard draft.variant == nil || first.variant == nil else { return }
      diagnostics.add(
        .meaning, .note, line: line,
        "code '\(code)' stands at line \(start) with another message; both are kept")
    } else if meaning.isTooLong {
      diagnostics.add(
        .duplicate, .warning, line: line,
        "code '\(code)' with the same message stands at line \(start) already; "
          + "one entry would be too long, so both are kept")
    } else {
      let names = meaning.contested.map { field in
        if case .attribute(let heading) = field { shortened(heading) } else { field.name }
      }
      diagnostics.add(
        .contested, .warning, line: line,
        "code '\(code)' with the same message stands at line \(start) already with another "
          + "\(names.prefix(3).joined(separator: ", ")); both are kept")
    }
  }
}

/// The fields, ordered by how much they say, in which two of the rows contradict each other.
private func contestedFields(_ rows: [Int], of drafts: [EntryDraft]) -> [Field] {
  guard rows.count > 1 else { return [] }
  var fields = EntryDraft.told.map(Field.scalar)
  fields += Set(rows.lazy.flatMap { drafts[$0].attributes.keys }).sorted().map(Field.attribute)
  return fields.filter { field in
    let values = rows.lazy.compactMap { drafts[$0].distinction(field) }
    guard let first = values.first else { return false }
    return values.contains { $0 != first }
  }
}

extension EntryDraft {
  /// What a page tells of an error besides its texts, in the order of how much it tells meanings apart.
  fileprivate static let told = ScalarField.all(in: .facts) + ScalarField.all(in: .standing)

  /// What a field holds that may tell two meanings of a code apart, white space folded.
  fileprivate func distinction(_ field: Field) -> String? {
    switch field {
    case .scalar(let field): self[field].map(collapsingWhiteSpace)
    case .attribute(let name): attributes[name].map(collapsingWhiteSpace)
    default: nil
    }
  }
}

/// What a new entry may be called to tell it from the others: the value of the first contested field
/// that is short and no number of variants.
private func label(of draft: EntryDraft, _ contested: [Field]) -> String? {
  contested.lazy.compactMap { draft.distinction($0) }.first { label in
    label.unicodeScalars.count <= 30 && Field.variant.complaint(about: label) == nil
      && !label.utf8.allSatisfy { (0x30...0x39).contains($0) && label.utf8.count < 3 }
  }
}

/// A draft to which others of the same meaning are added, in time that their own size takes.
private struct Union {
  private(set) var draft: EntryDraft
  private var descriptions: [Language: Set<String>]
  private var steps: [Language: Set<String>]
  private var aliases: Set<String>

  init(_ draft: EntryDraft) {
    self.draft = draft
    descriptions = draft.texts.mapValues { Set([$0.description.map(collapsingWhiteSpace) ?? ""]) }
    steps = draft.remedies.mapValues { Set($0.map(collapsingWhiteSpace)) }
    aliases = Set(draft.aliases)
  }

  /// Takes over what another draft says; returns the fields that both had and that grew.
  mutating func add(_ other: EntryDraft) -> [String] {
    draft.lines =
      min(
        draft.lines.lowerBound, other.lines.lowerBound)...max(
        draft.lines.upperBound, other.lines.upperBound)
    for field in EntryDraft.told { draft[field] = draft[field] ?? other[field] }
    draft.attributes.merge(other.attributes) { mine, _ in mine }
    for alias in other.aliases where aliases.insert(alias).inserted { draft.aliases.append(alias) }
    var grown: [String] = []
    for (language, text) in other.texts {
      guard let description = text.description,
        descriptions[language, default: []].insert(collapsingWhiteSpace(description)).inserted
      else { continue }
      if draft.texts[language]?.description == nil {
        draft.texts[language, default: .init()].description = description
      } else {
        draft.texts[language]?.description? += "\n" + description
        grown.append("description")
      }
    }
    for (language, remedy) in other.remedies {
      let isFirst = draft.remedies[language]?.isEmpty ?? true
      for step in remedy
      where steps[language, default: []].insert(collapsingWhiteSpace(step)).inserted {
        draft.remedies[language, default: []].append(step)
        if !isFirst { grown.append("remedy") }
      }
    }
    return Set(grown).sorted()
  }
}

/// Elements with the same key together, groups and elements in the order they came in.
private func grouped<Element, Key: Hashable>(
  _ elements: [Element], by key: (Element) -> Key
) -> [[Element]] {
  var places: [Key: Int] = [:]
  var groups: [[Element]] = []
  for element in elements {
    let key = key(element)
    if let place = places[key] {
      groups[place].append(element)
    } else {
      places[key] = groups.count
      groups.append([element])
    }
  }
  return groups
}
