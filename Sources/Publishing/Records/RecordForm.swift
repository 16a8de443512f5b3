import Catalog
import YAML

/// A record as an export carries it.
package enum Record: Equatable, Sendable {
  /// A system, whose entries follow.
  case system(SystemRecord)
  case entry(EntryRecord)
}

/// Reads records in the order of an export.
package struct RecordForm {
  /// The system that was announced last.
  private var system: String?
  /// What was wrong with the records read so far, in their order.
  package private(set) var problems: [RecordProblem] = []

  /// Begins a file.
  package init() {}

  /// Reads a record; nil when it is none, which is then among the problems.
  package mutating func record(_ node: RecordNode) -> Record? {
    guard case .object(let members) = node.value else {
      problems.append(
        RecordProblem(
          line: node.line, message: "a system or an entry is an object: keys and values"))
      return nil
    }
    var record: Record?
    let found: [RecordProblem]
    switch kind(of: members) {
    case .success(.system):
      let (system, problems) = SystemForm.read(node)
      self.system = system?.system.slug ?? self.system
      record = system.map(Record.system)
      found = problems
    case .success(.entry):
      let (entry, problems) = EntryForm.read(node, system: system)
      record = entry.map(Record.entry)
      found = problems
    case .failure(let problem): found = [problem]
    }
    problems += found
    return found.isEmpty ? record : nil
  }

  private enum Kind { case system, entry }

  private func kind(
    of members: [(key: String, line: Int, value: RecordNode)]
  ) -> Result<Kind, RecordProblem> {
    let line = members.first?.line ?? 1
    guard let schema = members.first(where: { $0.key == "schema" }) else {
      if members.contains(where: { $0.key == "code" }) { return .success(.entry) }
      if members.contains(where: { $0.key == "slug" }) { return .success(.system) }
      return .failure(
        RecordProblem(line: line, message: "neither a system with 'slug' nor an entry with 'code'"))
    }
    let name =
      switch schema.value.value {
      case .text(let text), .plain(let text): text
      default: ""
      }
    switch name {
    case SystemForm.schema: return .success(.system)
    case EntryForm.schema: return .success(.entry)
    case _ where name.hasPrefix("errkb.system/") || name.hasPrefix("errkb.entry/"):
      return .failure(
        RecordProblem(
          line: schema.line,
          message: "'\(name)' was written by a newer errkb, and this one does not know it"))
    default:
      return .failure(
        RecordProblem(
          line: schema.line,
          message: "the schema '\(name)' is not \(SystemForm.schema) or \(EntryForm.schema)"))
    }
  }
}
