/// A field of an entry that holds one value and has no language.
///
/// What is known of such a field stands here and nowhere else. A new field is a case with its line in
/// `definition`, and a migration that adds a column of its name to `codes` and to the views.
package enum ScalarField: Int, CaseIterable, Sendable {
  // In the order of the columns of a table.
  case code, variant, codeEnd, category, httpStatus, severity, status, replacedBy

  /// What the field is called, what it may hold, and where it is told.
  package var definition: Definition { Self.table[rawValue] }

  /// Made once: an import asks it for every value.
  private static let table = allCases.map(\.line)

  private var line: Definition {
    switch self {
    case .code: Definition("code", "Code", .code, in: .identity)
    case .variant: Definition("variant", "Variant", .label, in: .identity, default: "")
    case .codeEnd: Definition("code_end", "Code end", .code, in: .identity)
    case .category:
      Definition(
        "category", "Category", .name, in: .facts, isSearched: true,
        words: """
          分类,类别,错误分类,错误类别,模块,所属模块,模块名,分组,category,module,group,class,カテゴリ,カテゴリー,分類,분류,카테고리,모듈
          """)
    case .httpStatus:
      Definition(
        "http_status", "HTTP status", .number(100...599, called: "HTTP status"), in: .facts,
        role: "http")
    case .severity:
      Definition(
        "severity", "Severity", .name, in: .facts, isSearched: true,
        words: """
          严重程度,严重级别,严重性,级别,错误级别,等级,告警级别,severity,level,error level,重大度,レベル,重要度,심각도,레벨,등급
          """)
    case .status:
      Definition(
        "status", "Status", .choice(EntryStatus.allCases.map(\.rawValue)), in: .standing,
        default: EntryStatus.active.rawValue)
    case .replacedBy: Definition("replaced_by", "Replaced by", .code, in: .standing)
    }
  }

  package struct Definition: Sendable {
    /// The name in JSON, on the command line, and of the column in `codes`.
    package let name: String
    /// Heads the column in tables and the line on a card.
    package let heading: String
    package let kind: Kind
    package let group: Group
    /// What an entry has that stores nothing; nil where it has no value then.
    package let defaultValue: String?
    /// Whether the values are in the full-text index, in its column `context`.
    package let isSearched: Bool
    /// What a heading of a vendor's page is called where it stands for the field, whatever the cells hold:
    /// words in the languages of the pages, parted by commas.
    package let words: String
    /// What `--map` calls it; nil for its name with hyphens.
    fileprivate let role: String?

    fileprivate init(
      _ name: String, _ heading: String, _ kind: Kind, in group: Group,
      default defaultValue: String? = nil,
      isSearched: Bool = false, words: String = "", role: String? = nil
    ) {
      self.name = name
      self.heading = heading
      self.kind = kind
      self.group = group
      self.defaultValue = defaultValue
      self.isSearched = isSearched
      self.words = words
      self.role = role
    }
  }

  /// What a field may hold.
  package enum Kind: Sendable {
    /// A code of the system.
    case code
    /// A short label that an address ends in.
    case label
    /// A short text of one line.
    case name
    /// A number, and what it is called in a sentence.
    case number(ClosedRange<Int>, called: String)
    /// One of some words.
    case choice([String])
  }

  /// What a field speaks about: fields of a group stand together.
  package enum Group: Sendable {
    /// Which entry it is.
    case identity
    /// What is known of the error.
    case facts
    /// Whether the entry is in use.
    case standing
  }

  package var name: String { definition.name }

  /// Finds a field by its name; nil when none has it.
  package init?(name: String) {
    guard let field = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = field
  }

  /// What `--map ROLE=HEADING` calls the field.
  package var role: String { definition.role ?? name.replacing("_", with: "-") }

  /// The fields of a group, in the order of the table.
  package static func all(in group: Group) -> [ScalarField] {
    allCases.filter { $0.definition.group == group }
  }

  /// The one way in which a value is stored: nil for the empty text and for the default.
  package func stored(_ value: String?) -> String? {
    guard let value, !value.isEmpty else { return nil }
    switch definition.kind {
    case .number: return Int(value).map(String.init) ?? value
    case .choice: return value == definition.defaultValue ? nil : value
    case .code, .label, .name: return value
    }
  }
}

/// Values of fields that have no language, those that hold something.
package struct ScalarValues: Hashable, Sendable, Sequence {
  private struct Pair: Hashable, Sendable {
    var field: ScalarField
    var value: String
  }

  /// In the order of the table.
  ///
  /// An entry has two or three of them, which no dictionary finds faster.
  private var pairs: [Pair] = []

  /// Makes values; none at first.
  package init() {}

  /// The value of a field; nil clears it.
  package subscript(field: ScalarField) -> String? {
    get { pairs.first { $0.field == field }?.value }
    set {
      let index = pairs.firstIndex { $0.field.rawValue >= field.rawValue } ?? pairs.endIndex
      if index < pairs.endIndex, pairs[index].field == field {
        if let newValue { pairs[index].value = newValue } else { pairs.remove(at: index) }
      } else if let newValue {
        pairs.insert(Pair(field: field, value: newValue), at: index)
      }
    }
  }

  package func makeIterator() -> some IteratorProtocol<(field: ScalarField, value: String)> {
    pairs.lazy.map { (field: $0.field, value: $0.value) }.makeIterator()
  }
}
