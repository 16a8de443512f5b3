import Glibc

/// Asks before something is taken away: a person at a terminal answers, everybody else gives a flag.
///
/// - Returns: whether to go on.
/// - Throws: `Failure` where nobody can answer and `--force` was not given.
func confirmed(_ question: String, isForced: Bool, verb: String) throws -> Bool {
  if isForced { return true }
  guard isatty(STDIN_FILENO) == 1, Terminal.error.isInteractive else {
    throw Failure(
      .usage, code: "needs_force",
      "\(verb) asks before it takes something away; where nobody can answer, give --force")
  }
  writePrompt("\(question) [y/N] ")
  let isYes = ["y", "yes"].contains((readLine() ?? "").lowercased())
  if !isYes { writeNote("nothing was changed") }
  return isYes
}
