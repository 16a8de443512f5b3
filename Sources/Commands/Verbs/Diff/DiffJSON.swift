import KnowledgeStore
import Publishing

/// Differences as one JSON document, schema `errkb.diff/1`, written one by one.
struct DiffJSON: DifferenceWriter {
  private var count = DifferenceCount()
  private var isFirst = true

  mutating func text(of difference: Difference) throws -> String {
    count.add(difference)
    defer { isFirst = false }
    return (isFirst ? "{\"results\":[" : ",") + (try jsonText(Result(difference)))
  }

  mutating func end() throws -> String {
    (isFirst ? "{\"results\":[" : "")
      + "],\"schema\":\"errkb.diff/1\",\"summary\":\(try jsonText(count))}\n"
  }

  private struct Result: Encodable {
    let change: String
    let kind: String
    let system: String
    let entry: String?
    let code: String?
    let variant: String?
    let document: String?
    let absence: String?
    let fields: [String: Values]

    struct Values: Encodable {
      let before: String?
      let after: String?

      /// Null for what is empty, so that both keys are always there.
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(before, forKey: .before)
        try container.encode(after, forKey: .after)
      }

      private enum Key: CodingKey { case before, after }
    }

    init(_ difference: Difference) {
      change = difference.change.rawValue
      system = difference.system
      entry = difference.address
      absence = difference.absence?.rawValue
      switch difference.subject {
      case .system: (kind, code, variant, document) = ("system", nil, nil, nil)
      case .document(let name): (kind, code, variant, document) = ("document", nil, nil, name)
      case .entry(let code, let variant):
        (kind, self.code, self.variant, document) = ("entry", code, variant, nil)
      }
      fields = Dictionary(
        difference.fields.map { ($0.name, Values(before: $0.before, after: $0.after)) },
        uniquingKeysWith: { $1 })
    }
  }
}
