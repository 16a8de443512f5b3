import ArgumentParser
import Catalog
import Glibc
import TextAnalysis

/// The tool's root: its verbs and what stands above them.
///
/// Every verb names itself in its configuration: the name the parser would make of the type's costs a
/// third of the time the whole tool takes to start.
package struct ErrKB: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "errkb",
    abstract: "A knowledge base of error codes in one SQLite file.",
    discussion: """
      Reads vendors' pages of error codes and finds the remedy by code or by words.

      Exit status: 0 done or found, 1 nothing found or diff found something, 2 wrong usage, 3 a \
      person must decide first, 4 a document could not be read or not wholly understood, 5 the \
      database is locked, damaged, newer, foreign or missing, 70 a fault of errkb itself, 130 \
      interrupted.
      """,
    version: version,
    subcommands: [
      Show.self, Search.self, List.self, Systems.self, Stats.self, Import.self,
      DocumentsCommand.self, Add.self, SetFields.self, Edit.self, Translate.self, Remedy.self,
      Deprecate.self, RemoveEntries.self, History.self, Revert.self, Review.self, Lint.self,
      Export.self, Snapshot.self, Verify.self, Diff.self, Doctor.self, Reindex.self,
    ])

  package init() {}

  /// The version of the tool.
  package static let version = "0.1.0"

  /// Runs the tool and returns what it tells the shell.
  ///
  /// - Parameter bytes: the arguments behind the name of the tool, as the system gives them.
  package static func run(_ bytes: [[UInt8]]) -> Int32 {
    // A file that may not grow any further (`ulimit -f`) is an error to report and no sudden death.
    signal(SIGXFSZ, SIG_IGN)
    // Until all of them are known to be text, they only say in which form to answer.
    var arguments = bytes.map { String(decoding: $0, as: UTF8.self) }
    do {
      arguments = normalizedArguments(try decodedArguments(bytes))
      try Environment.checkEncoding()
    } catch {
      let failure = Failure(error)
      report(failure, arguments)
      return finish(failure.status)
    }
    return Invocation.$namedBase.withValue(Invocation.namedBase(in: arguments)) { run(arguments) }
  }

  /// Runs arguments in the parser's form.
  private static func run(_ arguments: [String]) -> Int32 {
    do {
      // The parser would answer with the list of all verbs, as if nothing were wrong.
      if arguments.first == "help", let verb = arguments.dropFirst().first, !verb.hasPrefix("-"),
        verb != "help", !verbs.contains(verb)
      {
        throw unknownVerb(verb)
      }
      var command = try parseAsRoot(arguments)
      try command.run()
      return finish(.success)
    } catch let status as ExitStatus {
      return finish(status)
    } catch let error where exitCode(for: error) == .success {
      // Help, the version, a completion script.
      writeAnswer(fullMessage(for: error) + "\n")
      return finish(.success)
    } catch let error where isParserError(error) {
      report(usageFailure(error, arguments), arguments)
      return finish(.usage)
    } catch {
      let failure = Failure(error)
      report(failure, arguments)
      return finish(failure.status)
    }
  }

  /// An answer that could not be written (a full disk) is no success.
  private static func finish(_ status: ExitStatus) -> Int32 {
    // Findings and differences are answers, too.
    guard let reason = flushOutput(), [.success, .nothingFound].contains(status) else {
      return status.rawValue
    }
    writeNote("errkb: cannot write the answer: \(reason)")
    return ExitStatus.document.rawValue
  }

  private static func isParserError(_ error: any Error) -> Bool {
    exitCode(for: error) == .validationFailure
  }

  /// The parser's sentence, and where the verb is explained.
  private static func usageFailure(_ error: any Error, _ arguments: [String]) -> Failure {
    guard arguments.first.map({ $0 != "--db" && !$0.hasPrefix("--db=") }) ?? true else {
      return Failure(
        .usage, code: "usage", "no verb is named; it stands first, or right behind --db FILE",
        hint: "see: errkb --help")
    }
    let sentence = withoutMarks(message(for: error))
    // A number is no option, with a sign neither.
    guard let verb = arguments.first, !verb.hasPrefix("-"), case let verb = asTyped(verb) else {
      return Failure(.usage, code: "usage", sentence, hint: "see: errkb --help")
    }
    guard !verbs.contains(verb), verb != "help" else {
      return Failure(.usage, code: "usage", sentence, hint: "see: errkb help \(verb)")
    }
    return unknownVerb(verb)
  }

  private static var verbs: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  private static func unknownVerb(_ verb: String) -> Failure {
    let near = nearest(verb, among: verbs).map { "did you mean \($0)?" }
    return Failure(
      .usage, code: "usage", "there is no verb \(quoted(verb)); \(near ?? "see: errkb --help")",
      hint: CodeKey(verb).number == nil
        ? nil : "to look a code up: " + commandLine("show", operands: [verb]))
  }

  private static func report(_ failure: Failure, _ arguments: [String]) {
    let options = arguments.prefix { $0 != "--" }
    if options.contains("--json"), let text = try? failure.json() {
      // Encoding three texts does not fail; if it did, the sentence below would still come.
      return writeNote(text)
    }
    let label = Terminal.error.styled("errkb:", .red)
    writeNote("\(label) \(oneLine(failure.message))")
    // A name with a line feed must not look like a sentence of ours.
    for detail in failure.details { writeNote(oneLine(detail)) }
    if let hint = failure.hint { writeNote(hint) }
  }
}

extension ExitStatus: Error {}
