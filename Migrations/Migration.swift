/// One step of the schema: SQL that runs once, in its own transaction, and is recorded as it ran.
package struct Migration: Sendable {
  /// The step's number, counted from 1 without gaps; becomes the file's `user_version`.
  package let version: Int
  /// What the step is called, as in its file's name.
  package let name: String
  /// The text that runs.
  package let sql: String

  /// Makes a step.
  package init(version: Int, name: String, sql: String) {
    self.version = version
    self.name = name
    self.sql = sql
  }

  /// All steps of the schema, first to last.
  package static let all = [
    Migration(version: 1, name: "core", sql: text(PackageResources.M0001_core_sql)),
    Migration(
      version: 2, name: "attributes_as_texts",
      sql: text(PackageResources.M0002_attributes_as_texts_sql)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
