import Catalog
import KnowledgeStore

/// Goes through open questions one by one and asks a person at the terminal.
struct ReviewWalk {
  let base: KnowledgeBase
  let items: [ReviewItem]
  let authorship: Authorship

  /// Asks until all is settled or the person has had enough, each answer a batch of its own, saved when
  /// it is given.
  ///
  /// - Throws: exit status 1 if something is left, 130 where a signal ended the dialogue.
  func run() throws {
    let interruption = Interruption()
    defer { interruption.end() }
    var open = items.count
    var settledHere = 0
    for (index, item) in items.enumerated() {
      guard try base.isOpen(item) else {
        // Another answer was the answer to this one, too.
        open -= 1
        continue
      }
      writeStream(
        (index == 0 ? "" : "\n") + (try ReviewCard(item, base, .output).render()))
      do {
        guard let decision = try settled(item, "\(index + 1) of \(items.count)") else { continue }
        open -= 1
        settledHere += 1
        writeStream(settledSentence(item, decision) + "\n")
      } catch EditError.settled {
        open -= 1
        writeStream("somebody has settled this meanwhile\n")
      } catch is Enough {
        break
      }
      if interruption.hasCome { break }
    }
    if interruption.hasCome {
      // A terminal that was closed takes no more words, and the answers are saved all the same.
      writeNote("\ninterrupted; \(settledHere) settled, \(open) left open")
      throw ExitStatus.interrupted
    }
    guard open > 0 else { return }
    writeStream("\(open) left open\n")
    throw ExitStatus.nothingFound
  }

  /// Asks what the person decides and does it; nil for later.
  private func settled(_ item: ReviewItem, _ place: String) throws -> ReviewDecision? {
    while true {
      switch choice(item, place) {
      case .ours: return try settle(item, .ours)
      case .theirs: return try settle(item, .theirs)
      case .later: return nil
      case .edit:
        // Nothing typed: the question is asked again.
        let text = try editedText(item) { _ = try settle(item, .text($0)) }
        if let text { return .text(text) }
      case .quit, nil: throw Enough()
      }
    }
  }

  private enum Choice {
    case ours, theirs, edit, later, quit
  }

  private func choice(_ item: ReviewItem, _ place: String) -> Choice? {
    var answers: [String: Choice] = [
      "o": .ours, "ours": .ours, "t": .theirs, "theirs": .theirs, "l": .later, "later": .later,
      "q": .quit, "quit": .quit,
    ]
    var edit = ""
    if item.kind == .conflict {
      answers.merge(["e": .edit, "edit": .edit]) { $1 }
      edit = " [e]dit"
    }
    return asked(
      "\(place): [o]urs [t]heirs\(edit) [l]ater [q]uit ? ", answers, write: writeStream)
  }

  private func settle(_ item: ReviewItem, _ decision: ReviewDecision) throws -> ReviewDecision {
    _ = try base.settle([item], decision, by: authorship)
    return decision
  }

  private struct Enough: Error {}
}
