import Catalog
import KnowledgeStore

/// The line below which the text of a field begins.
private let cut = "# ---- your text below this line ----"

/// Opens the text of a conflict in the editor, the document's and the one both began with above it.
///
/// Returns nil when the person left the text alone or emptied it.
///
/// - Parameter save: settles the conflict by the text, while that still lies in its file.
/// - Throws: `Failure`, when there is no editor, it fails, or the text cannot be saved; what was typed
///   is kept.
func editedText(_ item: ReviewItem, save: (String) throws -> Void) throws -> String? {
  // Whoever is asked field by field is at a terminal.
  let session = EditSession(stem: item.address, editor: try Editor(), isReopening: true)
  let text = sheet(item, text: item.ours ?? "", complaint: nil)
  return try session.run(text, isEmpty: isEmpty) { saved in
    let text = body(of: saved)
    guard let complaint = item.field?.complaint(about: text) else {
      try save(text)
      return .accepted(text)
    }
    return .again(
      text: sheet(item, text: text, complaint: complaint),
      Failure(.usage, code: "invalid", complaint))
  }
}

private func sheet(_ item: ReviewItem, text: String, complaint: String?) -> String {
  var lines = [
    "\(item.address) \(item.field?.name ?? "")", "", "theirs, from \(item.document):",
  ]
  lines += quoted(item.theirs) + ["", "base, what both began with:"] + quoted(item.ancestor)
  let note = lines.map { $0.isEmpty ? "#" : "# " + $0 }
  return ((complaint.map { ["#! " + $0] } ?? []) + note + [cut, text, ""])
    .joined(separator: "\n")
}

private func quoted(_ text: String?) -> [String] {
  guard let text else { return ["  (nothing)"] }
  return text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
}

/// What stands below the cut; where that was deleted, what stands below the comments.
private func body(of sheet: String) -> String {
  let lines = sheet.replacing("\r\n", with: "\n")
    .split(separator: "\n", omittingEmptySubsequences: false)
  let text =
    lines.firstIndex { $0 == cut }.map { lines[($0 + 1)...] } ?? lines.drop { $0.hasPrefix("#") }
  let body = withoutLastLineFeeds(text.joined(separator: "\n"))
  return body.allSatisfy(\.isWhitespace) ? "" : body
}

private func isEmpty(_ sheet: String) -> Bool { body(of: sheet).isEmpty }
