import Catalog
import KnowledgeStore

/// What `FIELD=VALUE` asks for a system.
struct SystemAssignment {
  let name: String
  /// The new value; nil clears the field.
  let value: String?

  private static let names = ["name", "vendor", "language", "help_url"]

  /// Reads an assignment.
  ///
  /// - Throws: `Failure` for what is no assignment, no field, or no value for it.
  init(_ argument: String) throws {
    guard let equals = argument.firstIndex(of: "=") else {
      throw Failure(
        .usage, code: "usage",
        "'\(argument)' is no assignment; write FIELD=VALUE, or FIELD= to clear")
    }
    name = String(argument[..<equals])
    let text = String(argument[argument.index(after: equals)...])
    guard Self.names.contains(name) else { throw Self.noSuchField(name) }
    let complaint =
      name == "help_url"
      ? addressComplaint(about: text, called: name) : nameComplaint(about: text, called: name)
    if let complaint {
      throw Failure(.usage, code: "invalid", complaint)
    }
    switch name {
    case "language" where !text.isEmpty:
      guard let language = Language(text) else {
        throw Failure(
          .usage, code: "no_such_language",
          "'\(text)' is no language tag; write one such as zh-Hans or en")
      }
      value = language.tag
    case "name" where text.isEmpty:
      throw Failure(.usage, code: "invalid", "a system needs a name")
    default: value = text.isEmpty ? nil : text
    }
  }

  func apply(to system: inout SystemDescription) {
    switch name {
    case "name": system.name = value ?? system.name
    case "vendor": system.vendor = value
    case "language": system.language = value.flatMap { Language($0) }
    default: system.helpURL = value
    }
  }

  private static func noSuchField(_ name: String) -> Failure {
    if name == "slug" {
      return Failure(
        .usage, code: "no_such_field",
        "the slug is no field that is set",
        hint: "to change it: " + commandLine("systems", "rename", operands: ["OLD", "NEW"]))
    }
    let near = nearest(name, among: names).map { "did you mean \($0)? There" } ?? "there"
    return Failure(
      .usage, code: "no_such_field",
      "a system has no field '\(name)'; \(near) are \(names.joined(separator: ", "))")
  }
}

/// Reads the assignments of a system, each field once.
func systemAssignments(_ arguments: [String]) throws -> [SystemAssignment] {
  let assignments = try arguments.map { try SystemAssignment($0) }
  for (index, assignment) in assignments.enumerated()
  where assignments[..<index].contains(where: { $0.name == assignment.name }) {
    throw Failure(.usage, code: "usage", "\(assignment.name) is given twice")
  }
  return assignments
}
