import Catalog
import Storage

/// Which part of a base is published.
package struct Selection: Sendable {
  /// Slugs of the systems; empty for all.
  package var systems: [String] = []
  /// Languages to which texts and remedies are narrowed, entries with none of them left out; empty
  /// for all languages and all entries.
  package var languages: [Language] = []
  /// What else narrows the entries.
  package var filter = EntryFilter()

  /// Selects everything that is not removed.
  package init() {}

  /// The selection as a condition on `codes` and `systems`, its values numbered from 1.
  ///
  /// - Parameter schema: what stands before the names of the other tables, such as `base.`.
  func condition(in schema: String = "") -> (sql: String, values: [Value]) {
    var (sql, values) = filter.condition(after: 0, in: schema)
    func list(_ texts: [String]) -> String {
      values += texts.map { .text($0) }
      return (values.count - texts.count + 1...values.count).map { "?\($0)" }
        .joined(separator: ", ")
    }
    if !systems.isEmpty { sql += " AND systems.slug IN (\(list(systems)))" }
    if !languages.isEmpty {
      sql += """
         AND EXISTS (SELECT 1 FROM \(schema)translations WHERE translations.code_id = codes.id
          AND translations.language IN (\(list(languages.map(\.tag)))))
        """
    }
    return (sql, values)
  }

  /// The entry with the texts of the selected languages only, and what documents say of these.
  func narrowed(_ record: EntryRecord) -> EntryRecord {
    guard !languages.isEmpty else { return record }
    var record = record
    record.entry.texts = record.entry.texts.filter { languages.contains($0.key) }
    record.entry.remedies = record.entry.remedies.filter { languages.contains($0.key) }
    let isSelected = { (field: Field) in field.language.map(languages.contains) ?? true }
    record.sources = record.sources.mapValues { source in
      var source = source
      source.base = source.base.restricted(to: source.base.fields.filter(isSelected))
      source.conflicts = source.conflicts.filter { isSelected($0.key) }
      return source
    }
    return record
  }
}
