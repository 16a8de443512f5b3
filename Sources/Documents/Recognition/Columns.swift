import Catalog
import TextAnalysis

/// Columns under the same headings, wherever on the page they stand: their cells decide together,
/// so that a table of one row is read like its neighbours.
struct ColumnGroup {
  var headings: [String]
  var form = TableForm.free
  /// What the recogniser knows of columns that have no heading.
  var knownRoles: [Int: Role]
  /// Plain texts of some cells of each column, as many as it takes to know what it holds.
  var samples: [[String]]
  /// What columns were at the last import; nil for those that are new.
  var known: [Column?] = []
}

/// What each column says; nil when the columns are no codes and what belongs to them.
///
/// Headings decide; the shape of the cells decides where they are silent.
func columns(
  of group: ColumnGroup, overrides: OverridesByHeading, options: ReadingOptions
) -> [Column]? {
  var choice = ColumnChoice(group: group, overrides: group.headings.map { overrides[$0] })
  guard let code = choice.codeColumn() else { return nil }
  choice.assignRoles(besideCode: code)
  return withSingleRoles(
    choice.columns(options: options), overrides: overrides, isExact: group.form.isExact)
}

/// The heading that names a code although its cells are none; nil where no heading does, and for
/// tables of parameters, which name one among others.
func headingOfMissingCodes(in group: ColumnGroup) -> String? {
  let choice = ColumnChoice(group: group, overrides: group.headings.map { _ in nil })
  guard !choice.isAboutParameters else { return nil }
  return group.headings.indices
    .first { choice.senses[$0] == .code(isWeak: false) && choice.shapes[$0].filled > 0 }
    .map { group.headings[$0] }
}

private struct ColumnChoice {
  let group: ColumnGroup
  let overrides: [RoleOverride?]
  let senses: [HeadingSense?]
  let shapes: [ColumnShape]
  /// What headings say beyond doubt.
  private let stated: [StatedColumn?]
  private let known: [Column?]
  /// How many headings name a text of each rank.
  private let textRanks: [Int: Int]
  /// Roles found so far; nil is still a text.
  private var roles: [Role?]

  init(group: ColumnGroup, overrides: [RoleOverride?]) {
    self.group = group
    self.overrides = overrides
    let senses = group.headings.map { HeadingSense($0) }
    self.senses = senses
    self.textRanks = senses.reduce(into: [:]) { ranks, sense in
      if case .text(let rank) = sense { ranks[rank, default: 0] += 1 }
    }
    self.shapes = group.samples.map { ColumnShape($0) }
    let stated = group.headings.indices.map {
      statedColumn(group.headings[$0], in: group.form, cells: group.samples[$0])
    }
    self.stated = stated
    let known = group.known.isEmpty ? group.headings.map { _ in nil } : group.known
    self.known = known
    self.roles = overrides.indices.map {
      overrides[$0]?.role ?? known[$0]?.role ?? stated[$0]?.role ?? group.knownRoles[$0]
    }
    // What a person says is the code goes before what is called so.
    if overrides.contains(where: { $0?.role == .code }) {
      for index in roles.indices where roles[index] == .code && overrides[index] == nil {
        roles[index] = .attribute
      }
    }
  }

  // MARK: The code

  /// The column that holds the code: the one said to, the one named so, else the one that looks so.
  func codeColumn() -> Int? {
    if let named = overrides.firstIndex(where: { $0?.role == .code }) { return named }
    if let forced = roles.firstIndex(of: .code) { return forced }
    let free = roles.indices.filter { roles[$0] == nil && shapes[$0].filled > 0 }
    let named = free.filter { senses[$0] == .code(isWeak: false) }
    if !named.isEmpty { return bestNamed(named) }
    guard !isAboutParameters, isAboutErrors else { return nil }
    let candidates = free.filter { shapes[$0].isCodesByShape }
      .compactMap { column in preference(of: column).map { (column: column, preference: $0) } }
    return candidates.min { $0.preference < $1.preference }?.column
  }

  /// How readily a column that is not named so is taken for the code, smaller first; nil where its
  /// heading says that it is something else.
  ///
  /// A status is the code only when nothing else is.
  private func preference(of column: Int) -> Int? {
    let status = shapes[column].isHTTPStatus ? 10 : 0
    return switch senses[column] {
    case .code: status
    case nil, .alias: status + 1
    case .status, .http: status + 2
    default: nil
    }
  }

  /// Of several columns named so, the status of HTTP is not the code, and numbers come before words.
  private func bestNamed(_ named: [Int]) -> Int? {
    let codes = named.filter { shapes[$0].isMostlyCodes }
    let best = codes.max { left, right in rank(left) < rank(right) }
    guard let best else { return nil }
    // A table of parameters may name a field so: 返回码 | 类型 | 说明 with words below it.
    let isNumbers = shapes[best].strongCodes * 2 > shapes[best].filled
    return isAboutParameters && !isNumbers ? nil : best
  }

  private func rank(_ column: Int) -> Int {
    let shape = shapes[column]
    let share = shape.strongCodes * 100 / max(1, shape.filled)
    return (shape.isHTTPStatus ? 0 : 1000) + share * 4 - min(column, 3)
  }

  /// Whether the table tells of parameters, versions or the like.
  var isAboutParameters: Bool {
    senses.contains(.foreign) || shapes.contains(where: \.isDataTypes)
  }

  /// Whether another heading says something about errors, or speaks of them.
  private var isAboutErrors: Bool {
    zip(group.headings, senses).contains { heading, sense in
      switch sense {
      case .text(let rank): rank != 4 || mentionsErrors(heading)
      case .remedy: true
      default: mentionsErrors(heading)
      }
    }
  }

  // MARK: The rest

  mutating func assignRoles(besideCode code: Int) {
    roles[code] = .code
    for column in roles.indices where roles[column] == nil {
      roles[column] = role(of: column)
    }
    // One-word cells are an attribute, unless they are all there is to tell.
    let hasText = roles.indices.contains { roles[$0] == nil || roles[$0]?.isText ?? false }
    let attributes = roles.indices.filter {
      roles[$0] == .attribute && overrides[$0] == nil && stated[$0]?.role == nil
        && known[$0] == nil && shapes[$0].filled > 0
    }
    if !hasText, attributes.count == 1 { roles[attributes[0]] = .message }
  }

  /// The role of a column beside the code; nil for a text.
  private func role(of column: Int) -> Role? {
    let shape = shapes[column]
    switch senses[column] {
    case .remedy: return .remedy
    case .http: return .httpStatus
    case .field(let field): return .scalar(field)
    case .codeEnd where shape.isMostlyCodes: return .codeEnd
    case .status where shape.isHTTPStatus, .code where shape.isHTTPStatus,
      nil where shape.isHTTPStatus:
      return .httpStatus
    case .alias where shape.isMostlyCodes, .code where shape.isMostlyCodes: return .alias
    case .rowNumber where shape.isMostlyCodes: return .ignore
    case .text(4):
      // A name or type: a symbol beside the code, a grouping, or the message.
      if shape.isSymbols { return .alias }
      if shape.isText { return nil }
      let isMessage = !hasText(beside: column, ranked: 5...5)
      let isTold = shape.isMostlyDistinct || !hasText(beside: column, ranked: -1...5)
      return isMessage && isTold ? nil : .attribute
    case .text: return nil
    case nil where shape.isSymbols: return .alias
    default: return shape.isText ? nil : .attribute
    }
  }

  private func hasText(beside column: Int, ranked ranks: ClosedRange<Int>) -> Bool {
    ranks.contains { rank in
      textRanks[rank, default: 0] > (senses[column] == .text(rank: rank) ? 1 : 0)
    }
  }

  // MARK: Texts

  /// Tells messages from descriptions, language by language.
  func columns(options: ReadingOptions) -> [Column] {
    var columns = roles.indices.map { index in
      if let known = known[index], known.role == roles[index] { return known }
      let language =
        roles[index]?.isText ?? true
        ? overrides[index]?.language
          ?? stated[index]?.language
          ?? columnLanguage(of: group.samples[index], options: options)
        : nil
      return Column(
        heading: group.headings[index], role: roles[index] ?? .description, language: language,
        isNamed: overrides[index] != nil, isLanguageNamed: overrides[index]?.language != nil)
    }
    let texts = roles.indices.filter { roles[$0] == nil }
    let withMessage = Set(columns.filter { $0.role == .message }.map(\.language))
    for (language, texts) in Dictionary(grouping: texts, by: { columns[$0].language })
    where !withMessage.contains(language) {
      if let message = message(among: texts) { columns[message].role = .message }
    }
    return columns
  }

  /// The text that is named most like a message; of those named alike the shorter one.
  private func message(among texts: [Int]) -> Int? {
    let filled = texts.filter { shapes[$0].filled > 0 }
    return (filled.isEmpty ? texts : filled).min { left, right in
      let ranks = (messageRank(left), messageRank(right))
      if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
      let lengths = (shapes[left].averageLength, shapes[right].averageLength)
      return lengths.0 != lengths.1 ? lengths.0 < lengths.1 : left < right
    }
  }

  private func messageRank(_ column: Int) -> Int {
    if case .text(let rank) = senses[column] { return rank }
    return 2
  }
}
