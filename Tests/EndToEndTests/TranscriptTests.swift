import Foundation
import Subprocess
import SystemPackage
import Testing

/// Recorded terminal sessions: the folder `Transcripts` holds one file for each behaviour.
///
/// Lines that begin with `#` say why, `$ ` is a command for the shell, `> ` what it printed, `2> ` what
/// it printed to standard error, `? ` its exit status when that is not 0. With `ERRKB_RECORD=1` the
/// files are written anew and the test fails all the same, so that no recording passes by accident.
@Suite struct TranscriptTests {
  @Test(arguments: try transcripts())
  func `a session goes as recorded`(transcript: String) async throws {
    let file = transcriptFolder.appending(transcript)
    let recorded = try String(contentsOf: URL(filePath: file.string), encoding: .utf8)
    let played = try await play(recorded)
    if ProcessInfo.processInfo.environment["ERRKB_RECORD"] != nil {
      try played.write(to: URL(filePath: file.string), atomically: true, encoding: .utf8)
      Issue.record("recorded \(transcript); look at it, then run without ERRKB_RECORD")
    }
    #expect(played == recorded)
  }
}

private let transcriptFolder = FilePath(#filePath).removingLastComponent()
  .appending("Transcripts")

private func transcripts() throws -> [String] {
  let names = try FileManager.default.contentsOfDirectory(atPath: transcriptFolder.string)
  return names.filter { $0.hasSuffix(".txt") }.sorted()
}

/// Runs the commands of a transcript one after the other in a fresh folder, and writes it anew.
private func play(_ transcript: String) async throws -> String {
  try await inTemporaryFolder { folder in
    var played = ""
    for line in transcript.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("#") || line.isEmpty { played += line + "\n" }
      guard line.hasPrefix("$ ") else { continue }
      played += line + "\n"
      let result = try await shell(String(line.dropFirst(2)), in: folder)
      played += quoted(result.output, "> ") + quoted(result.error, "2> ")
      if result.status != 0 { played += "? \(result.status)\n" }
    }
    return played
  }
}

private func quoted(_ text: String, _ mark: String) -> String {
  guard !text.isEmpty else { return "" }
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let endsInLineFeed = lines.last?.isEmpty == true
  if endsInLineFeed { lines.removeLast() }
  let body = lines.map { line in
    (mark + line).trimmingSuffix(while: { $0 == " " }) + "\n"
  }.joined()
  return endsInLineFeed ? body : body + "\(mark.dropLast())(no line feed)\n"
}

extension String {
  fileprivate func trimmingSuffix(while accepts: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, accepts(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
