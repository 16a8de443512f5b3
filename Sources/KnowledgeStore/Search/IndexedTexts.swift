import Catalog
import Storage
import TextAnalysis

/// Cuts what the tables hold of an entry into the columns of the full-text index.
struct IndexedTexts: ~Copyable {
  private var segmenter = Segmenter()
  private var selectCode: Statement
  private var selectAliases: Statement
  private var selectTexts: Statement
  private var selectSteps: Statement
  private var selectAttributes: Statement

  private static let context = ScalarField.allCases.filter(\.definition.isSearched)

  init(_ connection: borrowing Connection) throws {
    let selectCode = try connection.statement(
      """
      SELECT code, attributes, \(Self.context.map(\.name).joined(separator: ", "))
      FROM codes WHERE id = ?
      """)
    let selectAliases = try connection.statement(
      "SELECT alias FROM aliases WHERE code_id = ? ORDER BY alias")
    let selectTexts = try connection.statement(
      "SELECT message, description FROM translations WHERE code_id = ? ORDER BY language")
    let selectSteps = try connection.statement(
      "SELECT step FROM remedies WHERE code_id = ? ORDER BY language, position")
    let selectAttributes = try connection.statement("SELECT value FROM json_each(?) ORDER BY key")
    self.selectCode = selectCode
    self.selectAliases = selectAliases
    self.selectTexts = selectTexts
    self.selectSteps = selectSteps
    self.selectAttributes = selectAttributes
  }

  /// The columns code, message, description, context and remedy; nil when there is no such entry.
  mutating func columns(of id: Int64) throws -> [String]? {
    try selectCode.bind([.integer(id)])
    guard try selectCode.step() else {
      try selectCode.reset()
      return nil
    }
    var codes = [selectCode.row.text(0)]
    let attributes = selectCode.row.text(1)
    var context = Self.context.indices.compactMap { selectCode.row.optionalText(2 + $0) }
    try selectCode.reset()
    codes += try Self.texts(&selectAliases, .integer(id))
    var messages: [String] = []
    var descriptions: [String] = []
    try selectTexts.bind([.integer(id)])
    while try selectTexts.step() {
      if let message = selectTexts.row.optionalText(0) { messages.append(message) }
      if let text = selectTexts.row.optionalText(1) { descriptions.append(plainText(text)) }
    }
    try selectTexts.reset()
    if attributes != "{}" { context += try Self.texts(&selectAttributes, .text(attributes)) }
    let steps = try Self.texts(&selectSteps, .integer(id)).map { plainText($0) }
    return [codes, messages, descriptions, context, steps].map { segmenter.segment($0) }
  }

  private static func texts(_ statement: inout Statement, _ key: Value) throws -> [String] {
    try statement.bind([key])
    var texts: [String] = []
    while try statement.step() { texts.append(statement.row.text(0)) }
    try statement.reset()
    return texts
  }
}
