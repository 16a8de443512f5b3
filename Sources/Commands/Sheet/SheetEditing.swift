import Catalog
import KnowledgeStore
import Publishing

/// Entries on their way through a person's editor, or a file, and back into the base.
struct SheetEditing {
  let base: KnowledgeBase
  let authorship: Authorship
  /// The languages to edit; nil for those that each entry has.
  var languages: [Language]?
  /// The language that translations are made from; nil for the system's own.
  var source: Language?
  /// Whether the sheet leaves out what has no language.
  var onlyTexts = false
  var isDryRun = false

  /// Writes entries as a sheet.
  func text(of entries: [SheetEntry]) throws -> String {
    let text = EntrySheet.text(
      of: entries, languages: languages, onlyTexts: onlyTexts)
    guard text.utf8.count <= EntrySheet.longestText else {
      throw Failure(
        .usage, code: "too_much",
        "a sheet of \(entries.count) entries is too long; choose fewer, such as by --category")
    }
    return text
  }

  /// Opens a sheet in the editor until it can be saved.
  ///
  /// Returns nil when the person left it alone or emptied it.
  ///
  /// - Parameter original: what counts as left alone, if that is not the text itself.
  func edit(
    _ text: String, original: String? = nil, stem: String
  ) throws -> [EditResult]? {
    let session = EditSession(stem: stem, editor: try Editor())
    return try session.run(text, original: original, isEmpty: isEmpty) { saved in
      do throws(SheetMistake) {
        return .accepted(try save(saved))
      } catch {
        guard let next = error.next else { throw error.failure }
        return .again(text: next)
      }
    }
  }

  /// Saves a sheet; all of it or nothing.
  ///
  /// - Throws: `SheetMistake`, with the text to open again where a person can mend it.
  func save(_ text: String) throws(SheetMistake) -> [EditResult] {
    var items: [EntrySheet.Item] = []
    do {
      items = try EntrySheet.read(text)
      var edits: [EntryEdit] = []
      var additions: [NewEntry] = []
      for item in items {
        if let revision = item.revision {
          edits.append(try edit(of: item, from: revision))
        } else {
          additions.append(try addition(of: item))
        }
      }
      return try base.save(edits, adding: additions, by: authorship, dryRun: isDryRun)
    } catch let error as SheetError {
      throw SheetMistake(error.problems, in: text)
    } catch EditError.clash(let clashes) {
      throw mistake(clashes, items)
    } catch let error as EditError {
      let line = items.first { error.address == $0.address }?.line
      throw SheetMistake([.init(line: line ?? 1, message: error.description)], in: text)
    } catch let failure as ItemFailure {
      throw SheetMistake([.init(line: failure.line, message: failure.sentence)], in: text)
    } catch {
      throw SheetMistake(failure: Failure(error))
    }
  }

  private func edit(of item: EntrySheet.Item, from revision: Int) throws -> EntryEdit {
    let address = try base.address(item.address)
    let original = try base.values(of: address, at: revision)
    let edited = item.applied(to: original)
    var changes: [Field: String?] = [:]
    for field in edited.fieldsChanged(from: original) {
      changes.updateValue(edited[field], forKey: field)
    }
    return EntryEdit(address, changes, expecting: .from(revision), source: source)
  }

  private func addition(of item: EntrySheet.Item) throws -> NewEntry {
    let address = try base.address(item.address)
    guard let system = address.system else {
      throw ItemFailure(
        line: item.line,
        sentence: "'\(item.address)' names no system that is there; write SYSTEM:CODE, "
          + "or give the revision of an entry that is to be changed")
    }
    var values = item.applied(to: FieldValues())
    let code = values[.code] ?? address.code
    values[.code] = nil
    var changes: [Field: String?] = [:]
    for field in values.fields { changes.updateValue(values[field], forKey: field) }
    return NewEntry(
      system: system, code: code, variant: address.variant, values: changes, source: source)
  }

  /// What to open again after somebody else changed the same fields: everything as it stands now with
  /// the person's changes in it, and beside a field that clashes what became of it.
  private func mistake(
    _ clashes: [EditClash], _ items: [EntrySheet.Item]
  ) -> SheetMistake {
    do {
      let entries = try items.map { item in
        guard let revision = item.revision else {
          return SheetEntry(
            address: item.address, revision: nil, values: item.applied(to: FieldValues()))
        }
        let address = try base.address(item.address)
        let original = try base.values(of: address, at: revision)
        let edited = item.applied(to: original)
        let entry = try base.entryToEdit(at: address)
        var merged = FieldValues(entry)
        for field in edited.fieldsChanged(from: original) { merged[field] = edited[field] }
        var shown = SheetEntry(
          address: entry.address, revision: entry.revision, values: merged)
        for clash in clashes where clash.address == entry.address {
          shown.markClash(
            clash.field, before: clash.ancestor, now: clash.theirs, by: clash.author,
            revision: clash.revision)
        }
        return shown
      }
      let shown = Set(items.flatMap { $0.shown.keys.compactMap(\.language) }).sorted()
      let text = EntrySheet.text(
        of: entries, languages: languages ?? shown, onlyTexts: onlyTexts)
      return SheetMistake(
        failure: Failure(EditError.clash(clashes)),
        next: EntrySheet.withComplaints(
          text,
          [
            .init(
              line: 1,
              message: "Somebody changed the same meanwhile; see the lines that begin with #!")
          ]))
    } catch {
      return SheetMistake(failure: Failure(error))
    }
  }

  /// Whether nothing but blanks and comments stands in a sheet.
  private func isEmpty(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).allSatisfy { line in
      line.allSatisfy(\.isWhitespace) || line.first { !$0.isWhitespace } == "#"
    }
  }
}

/// Why a sheet cannot be saved.
struct SheetMistake: Error {
  /// As it is told where nobody can mend it at once.
  let failure: Failure
  /// The sheet as it is opened again; nil where mending it would not help.
  let next: String?

  /// Mistakes in the text of a sheet.
  init(_ problems: [SheetError.Problem], in text: String) {
    let lines = problems.map { "line \($0.line): \($0.message)" }
    failure = Failure(.usage, code: "sheet", lines.joined(separator: "\n"))
    next = EntrySheet.withComplaints(text, problems)
  }

  init(failure: Failure, next: String? = nil) {
    self.failure = failure
    self.next = next
  }
}

/// What keeps one entry of a sheet from being saved.
private struct ItemFailure: Error {
  var line: Int
  var sentence: String
}

extension EditError {
  /// The entry that the error is about.
  fileprivate var address: String? {
    switch self {
    case .noSuchEntry(let address, _), .ambiguous(let address, _), .exists(let address),
      .invalid(let address, _), .moved(let address, _, _, _),
      .noSuchRevision(let address, _, _):
      address
    default: nil
    }
  }
}
