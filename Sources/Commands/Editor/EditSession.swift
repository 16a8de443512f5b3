import SystemPackage
import TextAnalysis

/// A text in a person's editor, opened until it passes; what was typed is never lost.
struct EditSession {
  /// What becomes of a text the person has saved.
  enum Outcome<T> {
    case accepted(T)
    /// It is opened again as `text`: the whole saved text, and what is wrong with it. The failure is
    /// the same for whom it is not opened again.
    case again(text: String, Failure)
  }

  let editor: Editor
  let folders: [FilePath]
  /// What the file is named after.
  let stem: String
  /// Whether a text with mistakes is opened again: a program for an editor would never mend them.
  let isReopening: Bool

  /// Prepares a session; `folders` are tried in turn for a place to keep the text in.
  init(
    stem: String, editor: Editor, folders: [FilePath] = KeptEdits.folders(),
    isReopening: Bool = Terminal.hasPerson
  ) {
    self.stem = stem
    self.editor = editor
    self.folders = folders
    self.isReopening = isReopening
  }

  /// Opens `text`, and again as long as `accept` asks for it and what is saved changes.
  ///
  /// `original` is what counts as left alone: `text`, or what it was made from where a kept text is
  /// taken up again. `isEmpty` says whether a text holds nothing but blanks and comments.
  ///
  /// - Returns: nil when the person left the text alone or emptied it.
  /// - Throws: `Failure`; its hint names the file in which the typed text is kept, if any was typed.
  func run<T>(
    _ text: String, original: String? = nil, isEmpty: (String) -> Bool,
    accept: (String) throws -> Outcome<T>
  ) throws -> T? {
    let file = try EditFile(text, stem: stem, in: folders)
    var opened = text
    // What was typed and not accepted; nil as long as the text is open for the first time.
    var refused: String?
    while true {
      let saved = try edited(file, opened: opened, refused: refused, isEmpty: isEmpty)
      if let refused {
        if isEmpty(saved) {
          throw rescued(
            refused, file, Failure(.usage, code: "not_saved", "nothing was saved: you emptied it"))
        }
        if isSame(saved, opened) || isSame(saved, refused) {
          throw Failure(
            .usage, code: "not_saved", "nothing was saved: the text still has its mistakes"
          ).keeping(file.path)
        }
      } else if isEmpty(saved) || isSame(saved, original ?? text) {
        file.remove()
        return nil
      }
      switch try keepingOnFailure(file, { try accept(saved) }) {
      case .accepted(let value):
        file.remove()
        return value
      case .again(let complaint, let mistake):
        guard isReopening else { throw mistake.keeping(file.path) }
        try reopen(file, with: complaint)
        opened = complaint
        refused = saved
      }
    }
  }

  /// Runs the editor and reads what it left.
  private func edited(
    _ file: EditFile, opened: String, refused: String?, isEmpty: (String) -> Bool
  ) throws -> String {
    var trouble: Failure?
    do throws(EditorError) {
      try editor.run(on: file.path)
    } catch {
      trouble = error.failure(editor.command)
    }
    switch (file.content(), trouble, refused) {
    case (.text(let saved), nil, _):
      return saved
    case (.text(let saved), .some(var failure), nil) where isSame(saved, opened):
      file.remove()
      failure.message += "; nothing was changed"
      throw failure
    case (.text(let saved), .some(let failure), .some(let refused)) where isEmpty(saved):
      throw rescued(refused, file, failure)
    case (.missing, _, let refused):
      let failure =
        trouble
        ?? Failure(.usage, code: "not_saved", "nothing was saved: the editor removed \(file.path)")
      throw refused.map { rescued($0, file, failure) } ?? failure
    case (.unusable(let reason), nil, _):
      throw Failure(
        .document, code: "unreadable", "cannot take the text from \(file.path): \(reason)"
      ).keeping(file.path)
    case (_, .some(let failure), _):
      throw failure.keeping(file.path)
    }
  }

  /// Puts the text with its complaint into the file; where that fails, the person's text stays there.
  private func reopen(_ file: EditFile, with complaint: String) throws {
    do throws(Errno) {
      try file.rewrite(complaint)
    } catch {
      throw Failure(
        .database, code: "cannot_write",
        "the text has mistakes, and they could not be written into it: \(error)"
      ).keeping(file.path)
    }
  }

  private func keepingOnFailure<T>(_ file: EditFile, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let status as ExitStatus {
      throw Failure(status, code: "not_saved", "nothing was saved").keeping(file.path)
    } catch {
      throw Failure(error).keeping(file.path)
    }
  }

  /// The failure, once a text the editor wiped out lies in a file again.
  ///
  /// Where no file takes it, the failure itself holds it.
  private func rescued(_ text: String, _ file: EditFile, _ failure: Failure) -> Failure {
    do {
      try file.rewrite(text)
      return failure.keeping(file.path)
    } catch {
      do {
        return failure.keeping(try EditFile(text, stem: stem, in: folders).path)
      } catch {
        return failure.adding(hint: "your text could be kept in no file; it was:\n\(text)")
      }
    }
  }
}

/// Whether two texts are the same bytes: `==` would not see a character composed another way.
private func isSame(_ one: String, _ other: String) -> Bool {
  one.utf8.elementsEqual(other.utf8)
}

extension Failure {
  /// The failure, with the word on where the typed text is.
  fileprivate func keeping(_ path: FilePath) -> Failure {
    adding(
      hint: "your text is kept in \(path); to take it up again: "
        + commandLine("edit", "--from", path.string))
  }

  fileprivate func adding(hint more: String) -> Failure {
    var failure = self
    failure.hint = hint.map { $0 + "\n" + more } ?? more
    return failure
  }
}
