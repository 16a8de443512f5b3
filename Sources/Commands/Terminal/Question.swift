/// Asks a person at a terminal until one of the answers is typed, in whatever case; nil when the
/// input has come to its end, or a signal ended the dialogue.
///
/// - Parameter write: writes the question to where the person looks.
func asked<Answer>(
  _ question: String, _ answers: [String: Answer], write: (String) -> Void = writePrompt
) -> Answer? {
  while true {
    write(question)
    // What was written so far stands before what is typed.
    _ = flushOutput()
    guard Interruption.hasLine(), let line = readLine() else {
      write("\n")
      return nil
    }
    if let answer = answers[line.lowercased().filter { !$0.isWhitespace }] { return answer }
  }
}
