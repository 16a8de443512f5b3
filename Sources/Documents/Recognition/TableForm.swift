import Catalog

/// Who wrote a table, as its headings tell.
enum TableForm: Sendable, Hashable {
  /// Anybody: headings and cells are in words of their own.
  case free
  /// errkb, under the names of fields: a sheet with columns `code` and `variant`.
  case fields
  /// errkb, under headings for people: a page with its mark, a spreadsheet with columns `Code` and
  /// `Variant`.
  case page

  /// Whether every cell is exactly what it stands for, and only the empty one says nothing.
  var isExact: Bool { self != .free }

  /// The form of records under named columns.
  init(columns headings: [String]) {
    if headings.contains(Field.code.name), headings.contains(Field.variant.name) {
      self = .fields
    } else if headings.contains(Field.code.heading), headings.contains(Field.variant.heading) {
      self = .page
    } else {
      self = .free
    }
  }
}

/// What a heading says of its column beyond doubt.
struct StatedColumn: Equatable {
  /// What the column says; nil when the vocabulary decides that.
  var role: Role?
  var language: Language?
}

/// What a heading says beyond doubt: that it is a field, under the name `errkb set` has for it, or a
/// text in a language, as in `错误信息 (en)`.
///
/// Names that are words of their own, such as `category`, are left to the vocabulary where the table
/// is not ours.
///
/// - Parameter cells: texts of the column, which tell a status of entries from others.
func statedColumn(_ heading: String, in form: TableForm, cells: [String]) -> StatedColumn? {
  let field: Field? = form == .page ? Field(heading: heading) : Field(heading)
  switch field {
  case .scalar(let field) where field == .code || !field.definition.words.isEmpty:
    guard form == .free else { break }
    return nil
  case .status:
    if form.isExact { break }
    let filled = cells.filter { !isNothing($0) }
    guard !filled.isEmpty, filled.allSatisfy({ EntryStatus(rawValue: $0) != nil }) else {
      return nil
    }
  default: break
  }
  if let field, let role = Role(field) {
    return StatedColumn(role: role, language: field.language)
  }
  return statedLanguage(heading).map { StatedColumn(language: $0) }
}

/// The name of an attribute that a heading stands for.
func attributeName(_ heading: String, in form: TableForm) -> String {
  let field: Field? = form == .page ? Field(heading: heading) : Field(heading)
  if case .attribute(let name)? = field { return name }
  return heading
}

/// The language that the heading of a text names at its end, in parentheses or behind a dot.
private func statedLanguage(_ heading: String) -> Language? {
  let heading = trimmed(heading)
  let tag: Substring
  let name: Substring
  if let last = heading.last, ")）".contains(last),
    let open = heading.lastIndex(where: { "(（".contains($0) })
  {
    tag = heading[heading.index(after: open)...].dropLast()
    name = heading[..<open]
  } else if let dot = heading.lastIndex(of: ".") {
    tag = heading[heading.index(after: dot)...]
    name = heading[..<dot]
  } else {
    return nil
  }
  // Words of three letters are rather (max) or (opt), and two capitals an abbreviation.
  let primary = tag.prefix { $0.isASCII && $0.isLetter }
  guard primary.count == 2, primary.allSatisfy(\.isLowercase) else { return nil }
  switch HeadingSense(String(name)) {
  case .text, .remedy: return Language(String(tag))
  default: return nil
  }
}

extension Role {
  /// The role of a column that holds a field; nil for what documents do not say.
  init?(_ field: Field) {
    switch field {
    case .scalar(let field): self = .scalar(field)
    case .aliases: self = .alias
    case .message: self = .message
    case .description: self = .description
    case .remedy: self = .remedy
    case .attribute: self = .attribute
    case .state, .reviewedBy, .reviewedAt, .madeFrom: return nil
    }
  }
}
