import FoundationEssentials
import TextAnalysis

/// A value as one line of JSON: UTF-8, keys sorted; escaped is what must be, and what a reader of a
/// terminal could not see.
///
/// Names of properties are written in snake case; keys of dictionaries stay as they are.
package func jsonText(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  return escapingInvisible(inJSON: String(decoding: try encoder.encode(value), as: UTF8.self))
}
