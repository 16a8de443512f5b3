import Catalog
import TextAnalysis

/// Drafts of one document, where the same code with the same message is one entry.
struct DraftList {
  private(set) var drafts: [EntryDraft] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Where the drafts of a code stand.
  private var places: [String: Places] = [:]

  private struct Places {
    var first: Int
    /// By what makes an entry of its own; filled in once a second draft has the code, which is rare.
    var byIdentity: [Identity: Int] = [:]
  }

  /// What tells the entries of a code apart; white space in messages is folded.
  private struct Identity: Hashable {
    var end: String?
    var variant: String?
    var messages: [Language: String]

    init(_ draft: EntryDraft) {
      end = draft.codeEnd
      variant = draft.variant
      messages = draft.texts.compactMapValues { $0.message.map(collapsingWhiteSpace) }
    }
  }

  /// Adds a draft, or what is new in it to the one that says the same already.
  mutating func add(_ draft: EntryDraft) {
    guard var known = places[draft.code] else {
      places[draft.code] = Places(first: drafts.count)
      drafts.append(draft)
      return
    }
    // Taken out, so that the dictionary inside is not copied for every draft.
    places[draft.code] = nil
    if known.byIdentity.isEmpty { known.byIdentity[Identity(drafts[known.first])] = known.first }
    let line = draft.lines.lowerBound
    if let index = known.byIdentity[Identity(draft)] {
      let first = drafts[index].lines.lowerBound
      report(
        line, .warning,
        "code '\(draft.code)' with the same message stands at line \(first) already; "
          + "lines \(first) and \(line) are one entry")
      drafts[index].add(draft)
    } else {
      // Of two that a variant was given for there is nothing to say.
      if draft.variant == nil || drafts[known.first].variant == nil {
        report(
          line, .note,
          "code '\(draft.code)' stands at line \(drafts[known.first].lines.lowerBound) with another "
            + "message; both are kept")
      }
      known.byIdentity[Identity(draft)] = drafts.count
      drafts.append(draft)
    }
    places[draft.code] = known
  }

  private mutating func report(_ line: Int, _ severity: Diagnostic.Severity, _ message: String) {
    diagnostics.append(Diagnostic(line: line, severity: severity, message: message))
  }
}

extension EntryDraft {
  /// Takes over what another draft of the same entry says and this one does not.
  fileprivate mutating func add(_ other: EntryDraft) {
    httpStatus = httpStatus ?? other.httpStatus
    severity = severity ?? other.severity
    status = status ?? other.status
    replacedBy = replacedBy ?? other.replacedBy
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
