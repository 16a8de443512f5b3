import Foundation
import SystemPackage
import Testing

/// What programs get of the history: enough to rebuild any state the base was in.
@Suite struct HistoryJSONTests {
  @Test func `the history replayed from the oldest change rebuilds every state`() async throws {
    try await inTemporaryFolder { folder in
      var exports: [Int: [String: [String: String]]] = [:]
      for step in Self.steps {
        let result = try await shell(step, in: folder)
        #expect([0, 3].contains(result.status), "\(step): \(result.error)")
        let newest = try await shell("errkb history --batches | head -n 1 | cut -f 1", in: folder)
        let batch = try #require(Int(newest.output.filter { $0.isNumber }))
        exports[batch] = try await exported(folder)
      }
      #expect(exports.count == Self.steps.count)
      let history = try await shell("errkb history --json", in: folder)
      let changes = try #require(try json(history.output)["results"] as? [[String: Any]])
      let states = try replayed(changes.reversed())
      for (batch, entries) in exports {
        #expect(states[batch] == entries, "after batch \(batch)")
      }
    }
  }

  /// Imports, edits, a decision and a batch taken back, each a batch of the history.
  private static let steps = [
    "errkb import \"$SEEDS\"",
    page("D1 | the disk is full | 507", "D2 | the disk is gone | 500", "D3 | the disk is loud |"),
    """
    printf -- '- entry: disk:D1\\n  code: D1\\n  revision: 1\\n  en:\\n    message: our words\\n' \
    | errkb edit --from - --author ann
    """,
    page("D1 | the disk is stuffed | 507", "D2 | the disk is lost |", "E3 | the disk is loud |"),
    "errkb review --take theirs",
    "errkb revert disk:D1",
    "errkb revert --batch 4 --on-conflict theirs",
    "sqlite3 data/errkb/errkb.db \"DELETE FROM codes WHERE code = 'D2'\"; errkb reindex",
  ]

  private static func page(_ rows: String...) -> String {
    let table = ["code | message | HTTP status", "---|---|---"] + rows
    let text = table.map { "| \($0) |" }.joined(separator: "\\n")
    return "printf '\(text)\\n' > page.md; errkb import --system disk page.md"
  }

  /// What each entry holds after each batch, by address; the changes come oldest first.
  private func replayed(
    _ changes: some Sequence<[String: Any]>
  ) throws -> [Int: [String: [String: String]]] {
    var slugs: [Int: String] = [:]
    var entries: [Int: (system: Int, fields: [String: String])] = [:]
    var states: [Int: [String: [String: String]]] = [:]
    for change in changes {
      let before = try #require(change["before"] as? [String: String])
      let after = try #require(change["after"] as? [String: String])
      let rows = try #require(change["rows"] as? [String: Int])
      let batch = try #require((change["batch"] as? [String: Any])?["number"] as? Int)
      let system = try #require(rows["system"])
      switch (change["kind"] as? String, rows["entry"]) {
      case ("system", _): if let slug = after["slug"] { slugs[system] = slug }
      case ("entry", let entry?):
        var fields = entries[entry]?.fields ?? [:]
        for (name, value) in before {
          #expect(fields[name] == value)
          fields[name] = nil
        }
        fields.merge(after) { $1 }
        entries[entry] = fields.isEmpty ? nil : (system, fields)
      default: break
      }
      states[batch] = Dictionary(
        uniqueKeysWithValues: entries.values.map { entry in
          let variant = entry.fields["variant"].map { "#" + $0 } ?? ""
          return (
            "\(slugs[entry.system] ?? ""):\(entry.fields["code"] ?? "")\(variant)", entry.fields
          )
        })
    }
    return states
  }

  /// What the export says of each entry, in the names of the history; what is no field is left out.
  private func exported(_ folder: FilePath) async throws -> [String: [String: String]] {
    let lines = try await shell("errkb export --format jsonl", in: folder).output
      .split(separator: "\n")
    var entries: [String: [String: String]] = [:]
    for line in lines {
      let entry = try json(String(line))
      guard entry["schema"] as? String == "errkb.entry/1" else { continue }
      var fields: [String: String] = [:]
      for name in ["code", "variant", "code_end", "category", "severity", "status", "replaced_by"] {
        if let value = entry[name] as? String, !value.isEmpty, value != "active" {
          fields[name] = value
        }
      }
      fields["http_status"] = (entry["http_status"] as? Int).map(String.init)
      let aliases = entry["aliases"] as? [String] ?? []
      if !aliases.isEmpty { fields["aliases"] = aliases.joined(separator: "\n") }
      for (heading, value) in entry["attributes"] as? [String: String] ?? [:] {
        fields["attributes." + heading] = value
      }
      for (language, text) in entry["texts"] as? [String: [String: Any]] ?? [:] {
        for (part, value) in text {
          guard let value = value as? String, value != "sourced" else { continue }
          fields["\(part).\(language)"] = value
        }
      }
      for (language, remedy) in entry["remedies"] as? [String: [String]] ?? [:] {
        fields["remedy." + language] = remedy.joined(separator: "\n")
      }
      let variant = fields["variant"].map { "#" + $0 } ?? ""
      let system = try #require(entry["system"] as? String)
      entries["\(system):\(fields["code"] ?? "")\(variant)"] = fields
    }
    return entries
  }
}
