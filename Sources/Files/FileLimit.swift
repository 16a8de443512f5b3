/// How many bytes of a file are read at most, by what it is for: memory is bounded however a file
/// grows.
package struct FileLimit: Equatable, Sendable {
  /// The greatest number of bytes.
  package let bytes: Int
  /// The number that people are told, where what becomes of the file has a limit of its own.
  private let told: Int
  /// What the file is for, in a sentence.
  package let name: String
  /// What a person can do about a file that has more.
  package let advice: String

  /// Makes a limit.
  package init(bytes: Int, told: Int? = nil, name: String, advice: String) {
    self.bytes = bytes
    self.told = told ?? bytes
    self.name = name
    self.advice = advice
  }

  /// The number of bytes for people.
  package var size: String {
    told % (1 << 20) == 0 ? "\(told >> 20) MiB" : "\(told) bytes"
  }

  /// A page, a sheet, a file of translations: held in memory, several times over while it is read.
  package static let document = FileLimit(bytes: 512 << 20, name: "a document", advice: "split it")
  /// A `sources.yaml`.
  package static let list = FileLimit(
    bytes: 4 << 20, name: "a list of documents", advice: "write several lists")
  /// The settings.
  package static let settings = FileLimit(
    bytes: 1 << 20, name: "a file of settings", advice: "shorten it")
  /// The text of a field.
  ///
  /// The field itself holds 1 MiB; the file may have two bytes at each line's end.
  package static let field = FileLimit(
    bytes: 2 << 20, told: 1 << 20, name: "the text of a field", advice: "shorten it")
  /// A text in an editor, such as all entries of a system.
  package static let edit = FileLimit(
    bytes: 10 << 20, name: "an edited text", advice: "edit fewer entries at once")
  /// One line of JSON, or one document of YAML: an entry with all its texts.
  ///
  /// A file of them has no limit, since they are read one by one.
  package static let record = FileLimit(
    bytes: 32 << 20, name: "one record", advice: "check the file")
  /// The list of the accounts of the machine.
  package static let accounts = FileLimit(
    bytes: 4 << 20, name: "a list of accounts", advice: "name the author")
}
