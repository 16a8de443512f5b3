/// What there is to tell about a document: of each kind the first hundred, then one that says how
/// many more there are.
///
/// Kinds are told apart by `Kind` and never by their sentences, which name codes and texts.
struct Diagnostics {
  /// What happened to a line, whatever it holds.
  enum Kind: Hashable {
    /// Bytes that are no text, lines that are too long or nested too deep.
    case damage
    case quotation
    case unknownSystem
    case noCode
    case notACode
    case badField
    case badHeading
    case cells
    case duplicate
    case contested
    case meaning
    case noCodesInTable
    case newHeadings
    case unknownOverride
    case ignoredColumn
  }

  /// How many of a kind are told one by one.
  static let told = 100

  /// What is left out of a kind, told by its first one.
  private struct Rest {
    var first: Diagnostic
    var count: Int
  }

  private var diagnostics: [Diagnostic] = []
  private var counts: [Kind: Int] = [:]
  private var rests: [Kind: Rest] = [:]

  /// Adds a sentence about a line; it is not made where it would not be told.
  mutating func add(
    _ kind: Kind, _ severity: Diagnostic.Severity, line: Int, _ message: @autoclosure () -> String
  ) {
    let count = counts[kind, default: 0]
    counts[kind] = count + 1
    if count < Self.told {
      diagnostics.append(Diagnostic(line: line, severity: severity, message: message()))
    } else if rests[kind] == nil {
      let first = Diagnostic(line: line, severity: severity, message: message())
      rests[kind] = Rest(first: first, count: 0)
    } else {
      rests[kind]?.count += 1
    }
  }

  /// The diagnostics in the order of their lines.
  var sorted: [Diagnostic] {
    let last = rests.values.map { rest in
      var last = rest.first
      if rest.count == 1 { last.message += " (and 1 more line like this)" }
      if rest.count > 1 { last.message += " (and \(rest.count) more lines like this)" }
      return last
    }.sorted { ($0.line, $0.message) < ($1.line, $1.message) }
    return (diagnostics + last).enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }
}
