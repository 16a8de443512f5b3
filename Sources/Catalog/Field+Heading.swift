/// How fields are called at the head of a table for people, such as `Message (en)`.
///
/// The same words head the pages and spreadsheets that errkb writes, and tell it what their columns
/// hold when it reads them back.
extension Field {
  /// The heading; an attribute has its own, behind `attributes.` where that would name another field.
  package var heading: String {
    switch self {
    case .message(let language): "Message (\(language.tag))"
    case .description(let language): "Description (\(language.tag))"
    case .remedy(let language): "Remedy (\(language.tag))"
    case .attribute(let name):
      name != Field.systemHeading && Field(heading: name) == self ? name : self.name
    case .scalar(let field): field.definition.heading
    case .aliases: "Aliases"
    case .state, .reviewedBy, .reviewedAt, .madeFrom: name
    }
  }

  /// The field that a heading stands for; any that stands for no other is an attribute's.
  package init(heading: String) {
    if let plain = Field.headings.first(where: { $0.heading == heading }) {
      self = plain.field
    } else if let text = Field(textHeading: heading) {
      self = text
    } else if case .attribute(let name)? = Field(heading) {
      self = .attribute(name)
    } else {
      self = .attribute(heading)
    }
  }

  /// Heads the column that names the system of each row.
  package static let systemHeading = "System"

  private init?(textHeading: String) {
    guard textHeading.hasSuffix(")"), let open = textHeading.lastIndex(of: "("),
      let language = Language(String(textHeading[textHeading.index(after: open)...].dropLast()))
    else { return nil }
    let fields: [Field] = [.message(language), .description(language), .remedy(language)]
    guard let field = fields.first(where: { $0.heading == textHeading }) else { return nil }
    self = field
  }

  private static let headings = ofEntries.map { (field: $0, heading: $0.heading) }
}
