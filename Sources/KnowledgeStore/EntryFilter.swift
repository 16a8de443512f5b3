import Catalog
import Storage

/// Among which entries to look; what is nil does not narrow.
package struct EntryFilter: Sendable {
  /// The system's slug.
  package var system: String?
  /// Entries with a text in this language.
  package var language: Language?
  /// The category, whole or its first levels.
  package var category: String?
  /// The HTTP status.
  package var httpStatus: Int?
  /// The status; nil for everything that is not removed.
  package var status: EntryStatus?
  /// Whether no status lets removed entries through as well.
  package var includesRemoved = false
  /// Entries with texts of this state in some language, or in `language` when that is given.
  package var state: TextState?
  /// Entries without a remedy in any language, or in `language` when that is given.
  package var lacksRemedy = false

  /// Makes a filter that lets everything through but what is removed.
  package init() {}

  /// The filter as a condition on `codes`, its values numbered after those that stand before.
  ///
  /// - Parameter schema: what stands before the names of the other tables, such as `base.`.
  func condition(after count: Int, in schema: String = "") -> (sql: String, values: [Value]) {
    var terms: [String] = []
    var values: [Value] = []
    func bound(_ value: Value) -> String {
      values.append(value)
      return "?\(count + values.count)"
    }
    if let status {
      terms.append("codes.status = \(bound(.text(status.rawValue)))")
    } else {
      terms.append(includesRemoved ? "true" : "codes.status <> 'removed'")
    }
    if let system {
      let slug = bound(.text(system))
      terms.append("codes.system_id = (SELECT id FROM \(schema)systems WHERE slug = \(slug))")
    }
    if let category {
      let name = bound(.text(category))
      // The range takes in the deeper levels without a pattern: `/` + 1 is `0`.
      terms.append(
        """
        (codes.category = \(name)
          OR codes.category >= \(name) || ' /' AND codes.category < \(name) || ' 0')
        """)
    }
    if let httpStatus { terms.append("codes.http_status = \(bound(Value(httpStatus)))") }
    let tag = language.map { bound(.text($0.tag)) }
    if let state {
      let inLanguage = tag.map { " AND translations.language = \($0)" } ?? ""
      terms.append(
        """
        EXISTS (SELECT 1 FROM \(schema)translations WHERE translations.code_id = codes.id
          AND translations.state = \(bound(.text(state.rawValue)))\(inLanguage))
        """)
    }
    if lacksRemedy {
      let inLanguage = tag.map { " AND remedies.language = \($0)" } ?? ""
      terms.append(
        "NOT EXISTS (SELECT 1 FROM \(schema)remedies WHERE remedies.code_id = codes.id\(inLanguage))"
      )
    } else if let tag {
      terms.append(
        """
        EXISTS (SELECT 1 FROM \(schema)translations
          WHERE translations.code_id = codes.id AND translations.language = \(tag))
        """)
    }
    return (terms.joined(separator: " AND "), values)
  }
}
