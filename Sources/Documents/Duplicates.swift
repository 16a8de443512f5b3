import Catalog
import TextAnalysis

/// Drafts of one document, where the same code with the same message is one entry.
struct DraftList {
  private(set) var drafts: [EntryDraft] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Where the drafts of a code stand; nearly always there is one.
  private var indices: [String: [Int]] = [:]

  /// Adds a draft, or what is new in it to the one that says the same already.
  mutating func add(_ draft: EntryDraft) {
    let line = draft.lines.lowerBound
    if let known = indices[draft.code] {
      if let index = known.first(where: { drafts[$0].isSameEntry(as: draft) }) {
        let first = drafts[index].lines.lowerBound
        report(
          line, .warning,
          "code '\(draft.code)' with the same message stands at line \(first) already; "
            + "lines \(first) and \(line) are one entry")
        drafts[index].add(draft)
        return
      }
      report(
        line, .note,
        "code '\(draft.code)' stands at line \(drafts[known[0]].lines.lowerBound) with another "
          + "message; both are kept")
    }
    indices[draft.code, default: []].append(drafts.count)
    drafts.append(draft)
  }

  private mutating func report(_ line: Int, _ severity: Diagnostic.Severity, _ message: String) {
    diagnostics.append(Diagnostic(line: line, severity: severity, message: message))
  }
}

extension EntryDraft {
  /// Whether a draft of the same code says the same in all its messages, white space folded.
  fileprivate func isSameEntry(as other: EntryDraft) -> Bool {
    codeEnd == other.codeEnd && foldedMessages == other.foldedMessages
  }

  private var foldedMessages: [Language: String] {
    texts.compactMapValues { $0.message.map(collapsingWhiteSpace) }
  }

  /// Takes over what another draft of the same entry says and this one does not.
  fileprivate mutating func add(_ other: EntryDraft) {
    httpStatus = httpStatus ?? other.httpStatus
    severity = severity ?? other.severity
    aliases += other.aliases.filter { !aliases.contains($0) }
    attributes.merge(other.attributes) { mine, _ in mine }
    for (language, text) in other.texts {
      let mine = texts[language, default: Text()]
      let description = mine.description ?? text.description
      texts[language] = Text(message: mine.message ?? text.message, description: description)
    }
    for (language, steps) in other.remedies {
      let mine = Set(remedies[language, default: []].map(collapsingWhiteSpace))
      remedies[language, default: []] += steps.filter { !mine.contains(collapsingWhiteSpace($0)) }
    }
  }
}
