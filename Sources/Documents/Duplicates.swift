import Catalog
import TextAnalysis

/// Drafts of one document, where the same code with the same message is one entry.
struct DraftList {
  private(set) var drafts: [EntryDraft] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var indices: [Identity: Int] = [:]
  private var firstOfCode: [String: Int] = [:]

  /// What makes two drafts the same entry; white space in messages is folded.
  private struct Identity: Hashable {
    var code: String
    var end: String?
    var messages: [Language: String]
  }

  /// Adds a draft, or what is new in it to the one that says the same already.
  mutating func add(_ draft: EntryDraft) {
    let messages = draft.texts.compactMapValues { $0.message.map(collapsingWhiteSpace) }
    let identity = Identity(code: draft.code, end: draft.codeEnd, messages: messages)
    let line = draft.lines.lowerBound
    if let index = indices[identity] {
      diagnostics.append(
        Diagnostic(
          line: line, severity: .warning,
          message: "code '\(draft.code)' with the same message stands at line "
            + "\(drafts[index].lines.lowerBound) already; lines \(drafts[index].lines.lowerBound) and "
            + "\(line) are one entry"))
      drafts[index].add(draft)
      return
    }
    if let first = firstOfCode[draft.code] {
      diagnostics.append(
        Diagnostic(
          line: line, severity: .note,
          message: "code '\(draft.code)' stands at line \(drafts[first].lines.lowerBound) with "
            + "another message; both are kept"))
    } else {
      firstOfCode[draft.code] = drafts.count
    }
    indices[identity] = drafts.count
    drafts.append(draft)
  }

  /// Sets what is known only once all drafts are.
  mutating func setCategory(_ category: String?, at index: Int) {
    drafts[index].category = category
  }
}

extension EntryDraft {
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
