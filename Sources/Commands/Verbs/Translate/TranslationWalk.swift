import Catalog
import KnowledgeStore
import TextAnalysis

/// Goes through what is missing in a language, entry by entry, each in the editor.
///
/// A person at a terminal is asked between two whether to go on. Elsewhere it goes on until every entry
/// was opened, which happens once to each.
struct TranslationWalk {
  private var queue: TranslationQueue
  private let editing: SheetEditing
  private let asJSON: Bool
  private var saved = 0
  private var skipped = 0
  /// What was saved and not told yet: an answer in JSON is written as a whole.
  private var untold: [EditResult] = []

  /// Prepares a walk through what is left of a queue.
  init(queue: TranslationQueue, editing: SheetEditing, asJSON: Bool) {
    self.queue = queue
    self.editing = editing
    self.asJSON = asJSON
  }

  /// Opens `first` and what comes next until nothing is left or the person has had enough.
  ///
  /// - Throws: what stopped an edit; those before it are saved and told.
  mutating func run(from first: TranslationQueue.Item) throws {
    do {
      var item: TranslationQueue.Item? = first
      while let current = item {
        try edit(current.entry)
        item = try next()
      }
    } catch {
      if !untold.isEmpty { try tell() }
      throw error
    }
    if asJSON { try tell() }
  }

  private mutating func edit(_ entry: Entry) throws {
    let changed = try editing.edit([entry])?.filter { !$0.changes.isEmpty } ?? []
    saved += changed.count
    skipped += changed.isEmpty ? 1 : 0
    untold += changed
    guard !asJSON else { return }
    if changed.isEmpty {
      writeNote("\(oneLine(entry.address))  left as it was")
    } else {
      try tell()
    }
    writeNote(
      "\(saved) saved\(skipped > 0 ? ", \(skipped) skipped" : ""), \(queue.left) left")
  }

  private mutating func tell() throws {
    try writeResults(untold, of: "translate", asJSON: asJSON)
    untold = []
  }

  private enum Choice {
    case open, skip, stop
  }

  /// The entry to open next; nil when there is none, or the person wants none.
  private mutating func next() throws -> TranslationQueue.Item? {
    while let item = try queue.next() {
      guard Terminal.hasPerson else { return item }
      let interruption = Interruption()
      defer { interruption.end() }
      switch choice(item) {
      case .open: return item
      case .skip: skipped += 1
      case .stop: return nil
      case nil:
        guard interruption.hasCome else { return nil }
        writeNote("interrupted; \(saved) saved\(skipped > 0 ? ", \(skipped) skipped" : "")")
        throw ExitStatus.interrupted
      }
    }
    return nil
  }

  private func choice(_ item: TranslationQueue.Item) -> Choice? {
    let lack =
      switch item.gap {
      case .outdated: "outdated"
      case .message: "no message"
      case .remedy: "no remedy"
      case .description: "no description"
      }
    let headline = item.entry.headline(editing.preferred)
    writeNote(
      truncated(
        "next: \(oneLine(item.entry.address))  \(lack)  \(headline)", to: Terminal.error.width))
    return asked(
      "open it? [Y]es [s]kip [q]uit ? ",
      [
        "": .open, "y": .open, "yes": .open, "s": .skip, "skip": .skip, "q": .stop, "quit": .stop,
        "n": .stop, "no": .stop,
      ])
  }
}
