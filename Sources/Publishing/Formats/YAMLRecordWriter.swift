import Catalog
import YAML

/// Writes a stream of YAML documents: for each system one, and behind it one for each of its entries.
///
/// The trees are those of JSON. What is empty, or is what it would be taken for anyway, is left out:
/// `schema` and `system` of an entry, an active status, a sourced state. Made for review: keys in the
/// order in which people think, a step an item, a paragraph a line.
package struct YAMLRecordWriter: EntryWriter {
  private var isFirst = true
  private var system = ""

  /// Makes a writer of a file.
  package init() {}

  package var writesSources: Bool { true }
  package var usesFields: Bool { false }

  package mutating func begin(
    _ system: SystemRecord, fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    self.system = system.system.slug
    write(SystemForm.exported(system), .system, to: &output)
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    var layout = YAMLLayout.entry
    layout.defaults["system"] = system
    write(EntryForm.exported(record), layout, to: &output)
  }

  private mutating func write(
    _ tree: JSONValue, _ layout: YAMLLayout, to output: inout [UInt8]
  ) {
    if !isFirst { output.append(contentsOf: "---\n".utf8) }
    isFirst = false
    var writer = YAMLWriter()
    writer.members(of: tree, layout)
    output.append(contentsOf: writer.text.utf8)
  }
}

extension YAMLWriter {
  /// Writes the members of an object that are worth a line, in the order of the layout.
  fileprivate mutating func members(of object: JSONValue, _ layout: YAMLLayout) {
    guard case .object(let members) = object else { return }
    for member in layout.inOrder(members) where !layout.leavesOut(member) {
      let inner = layout.layout(of: member.key)
      let style: Style = layout.isProse ? .prose : .label
      switch member.value {
      case .object(let members) where inner.isOneLine:
        key(member.key, flow: members.map { ($0.key, $0.value.text) })
      case .object where member.key == "mapping":
        key(member.key, json: SystemForm.mappingText(member.value))
      case .object: mapping(member.key) { $0.members(of: member.value, inner) }
      case .array(let items):
        sequence(member.key) { writer in
          for item in items {
            if case .object = item {
              writer.item { $0.members(of: item, inner) }
            } else {
              writer.item(item.text, as: style)
            }
          }
        }
      case .integer(let number): key(member.key, number: number)
      case .bool(let value): key(member.key, flag: value)
      case .string(let text): key(member.key, text, as: style)
      case .null: key(member.key)
      }
    }
  }
}

extension JSONValue {
  /// A scalar as text.
  fileprivate var text: String {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    case .bool(let value): String(value)
    default: ""
    }
  }
}
