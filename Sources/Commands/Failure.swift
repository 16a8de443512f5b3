import ArgumentParser
import Catalog

/// An error as it is told to a person: what is wrong, what to do next, and the exit status.
struct Failure: Error {
  /// A word for programs, such as `locked`.
  var code: String
  /// One sentence.
  var message: String
  /// What the sentence is about in particular, one item a line.
  var details: [String] = []
  /// What to do next, where the sentence does not say it.
  var hint: String?
  var status: ExitStatus

  /// Makes a failure.
  init(
    _ status: ExitStatus, code: String, _ message: String, details: [String] = [],
    hint: String? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.details = details
    self.hint = hint
  }

  /// The failure, with what it is about in front of its sentence.
  func prefixed(by subject: String) -> Failure {
    var failure = self
    failure.message = "\(subject): \(message)"
    return failure
  }

  /// Sorts an error of the lower layers.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let problem as any Problem:
      self.init(
        ExitStatus(problem.kind), code: problem.code, problem.description,
        hint: Commands.hint(for: problem))
    default:
      self.init(
        .internalError, code: "internal",
        "this should not happen: \(String(describing: error))",
        hint: "please report it with the command that was typed")
    }
  }
}

extension ExitStatus {
  /// What the shell is told of a sort of problem.
  init(_ kind: ProblemKind) {
    self =
      switch kind {
      case .missing: .nothingFound
      case .invalid: .usage
      case .conflict: .conflict
      case .base: .database
      case .interrupted: .interrupted
      }
  }
}
