import Catalog
import Files
import SystemPackage

/// What `FIELD=VALUE`, `FIELD=` and `FIELD@=FILE` on a command line ask for.
struct Assignment {
  var field: Field
  /// The new value; nil clears the field.
  var value: String?

  /// Reads an assignment.
  ///
  /// - Parameter language: the language of `message`, `description`, `remedy` and `state` without one.
  /// - Throws: `Failure` for what is no assignment, no field, or a file that cannot be read.
  init(_ argument: String, language: Language? = nil) throws {
    guard let equals = argument.firstIndex(of: "=") else {
      throw Failure(
        .usage, code: "usage",
        "'\(argument)' is no assignment; write FIELD=VALUE, FIELD= to clear, or FIELD@=FILE")
    }
    var name = argument[..<equals]
    let text = String(argument[argument.index(after: equals)...])
    let isFile = name.hasSuffix("@")
    if isFile { name = name.dropLast() }
    field = try assignableField(String(name), language: language)
    // A file ends in a line feed that is no part of its text.
    value = isFile ? withoutLastLineFeeds(try fileText(text, .field)) : text
    if let complaint = lineFeedComplaint(about: value ?? "", called: field.name) {
      throw Failure(.usage, code: "invalid", complaint)
    }
    if value?.isEmpty == true { value = nil }
  }
}

/// What is wrong with a text that begins or ends with a line feed; nil when nothing is.
///
/// YAML for an editor and gettext's files do not keep such line feeds, so that the text would come back
/// changed.
func lineFeedComplaint(about text: String, called name: String) -> String? {
  guard text.first?.isNewline == true || text.last?.isNewline == true else { return nil }
  return "\(name) would begin or end with a line break; leave it out"
}

/// The field that a name on the command line means.
///
/// - Throws: `Failure`, which names what there is.
func assignableField(_ name: String, language: Language? = nil) throws -> Field {
  let texts = ["message", "description", "remedy", "state"]
  if let language, texts.contains(name), let field = Field("\(name).\(language.tag)") {
    return field
  }
  if let field = Field(name) {
    guard !field.isEditable else { return field }
    throw Failure(
      .usage, code: "no_such_field",
      "\(field.name) follows from what is done, and is not set; state.LANG=reviewed approves a text"
    )
  }
  let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
  if texts.contains(parts.first ?? "") {
    throw Failure(
      .usage, code: "no_such_language",
      parts.count == 1
        ? "\(name) of which language? write \(name).zh-Hans or \(name).en"
        : "'\(parts[1])' is no language tag; write one such as zh-Hans or en")
  }
  let names =
    ScalarField.allCases.map(\.name) + [Field.aliases.name] + texts.map { $0 + ".LANG" }
    + ["attributes.NAME"]
  let near = nearest(name, among: names).map { "did you mean \($0)? There" } ?? "there"
  throw Failure(
    .usage, code: "no_such_field",
    "there is no field '\(name)'; \(near) are \(names.joined(separator: ", "))")
}

extension [Assignment] {
  /// The values by field.
  ///
  /// - Throws: `Failure` when a field is given twice: one of the two values would be lost.
  func changes() throws -> [Field: String?] {
    var changes: [Field: String?] = [:]
    for assignment in self {
      guard changes.updateValue(assignment.value, forKey: assignment.field) == nil else {
        throw Failure(.usage, code: "usage", "\(assignment.field.name) is given twice")
      }
    }
    return changes
  }
}
