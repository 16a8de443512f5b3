import Catalog
import KnowledgeStore
import Publishing
import SystemPackage
import TextAnalysis

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
  /// The languages that come first in a sheet.
  var preferred: [Language] = []
  var isDryRun = false

  /// Writes entries as a sheet.
  func text(of entries: [Entry]) throws -> String {
    let text = EntrySheet.text(
      of: entries.map { sheetEntry($0, preferring: preferred) }, languages: languages,
      onlyTexts: onlyTexts)
    guard text.utf8.count <= EntrySheet.longestText else {
      throw Failure(
        .usage, code: "too_much",
        "a sheet of \(entries.count) entries is too long; choose fewer, such as by --category")
    }
    return text
  }

  /// Opens entries in the editor, all in one sheet, until it can be saved.
  ///
  /// Returns nil when the person left it alone or emptied it.
  func edit(_ entries: [Entry]) throws -> [EditResult]? {
    let name = entries.count == 1 ? entries[0].address : "\(entries.count)-entries"
    let stem = [name] + (languages ?? []).map(\.tag)
    return try edit(try text(of: entries), stem: stem.joined(separator: "-"))
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
    try base.requireWritable()
    var last: SheetMistake?
    do {
      return try session.run(text, original: original, isEmpty: isEmpty) { saved in
        let results: [EditResult]
        do throws(SheetMistake) {
          results = try save(saved)
        } catch {
          last = error
          guard let next = error.next else { throw error.failure }
          return .again(text: next, error.failure)
        }
        if isDryRun { try keep(saved, session) }
        return .accepted(results)
      }
    } catch var failure as Failure where failure.code == "not_saved" {
      // Who gives a clash up is told of the clash.
      guard let last, last.failure.status == .conflict else { throw failure }
      failure.status = .conflict
      failure.code = last.failure.code
      failure.message = "nothing was saved: \(last.failure.message)"
      throw failure
    }
  }

  /// Keeps a text that was only tried, and says where.
  private func keep(_ text: String, _ session: EditSession) throws {
    let file = try EditFile(text, stem: session.stem, in: session.folders)
    writeNote(
      "errkb: nothing was changed; to save your text: "
        + commandLine("edit", "--from", file.path.string))
  }

  /// Saves a sheet; all of it or nothing.
  ///
  /// - Throws: `SheetMistake`, with the text to open again where a person can mend it.
  func save(_ text: String) throws(SheetMistake) -> [EditResult] {
    var items: [EntrySheet.Item] = []
    do {
      items = try EntrySheet.read(text)
      let (edits, additions) = try changes(of: items)
      return try base.save(edits, adding: additions, by: authorship, dryRun: isDryRun)
    } catch let error as SheetError {
      throw SheetMistake(error.problems, in: text)
    } catch EditError.clash(let clashes) {
      throw mistake(clashes, items)
    } catch let error as EditError {
      let line = items.first { error.isAbout($0.address) }?.line
      throw SheetMistake([.init(line: line ?? 1, message: error.description)], in: text)
    } catch {
      throw SheetMistake(failure: Failure(error))
    }
  }

  /// What the items change and what they add.
  ///
  /// - Throws: `SheetError`, with the mistakes of all of them.
  private func changes(
    of items: [EntrySheet.Item]
  ) throws -> (edits: [EntryEdit], additions: [NewEntry]) {
    var edits: [EntryEdit] = []
    var additions: [NewEntry] = []
    var problems: [SheetError.Problem] = []
    for item in items {
      do {
        if let revision = item.revision {
          edits.append(try edit(of: item, from: revision))
        } else {
          try takeUnnumbered(item, &edits, &additions)
        }
      } catch let error as SheetError {
        problems += error.problems
      } catch let error as EditError {
        problems.append(.init(line: item.line, message: error.description))
      }
    }
    guard problems.isEmpty else {
      throw SheetError(problems: problems.sorted { $0.line < $1.line })
    }
    return (edits, additions)
  }

  private func edit(of item: EntrySheet.Item, from revision: Int) throws -> EntryEdit {
    let address = try address(of: item)
    let original = try base.values(of: address, at: revision)
    var edited = item.applied(to: original)
    try settleEmptyStates(of: item, &edited, original)
    let changes = try checkedChanges(of: item, from: original, to: edited)
    return EntryEdit(address, changes, expecting: .from(revision), source: source)
  }

  /// A state that was cleared is a draft's: only a document makes texts that are sourced.
  private func settleEmptyStates(
    of item: EntrySheet.Item, _ edited: inout FieldValues, _ original: FieldValues
  ) throws {
    for (field, value) in item.shown {
      guard case .state(let language) = field, original[field] != nil, edited[field] == nil,
        edited.hasTexts(in: language)
      else { continue }
      guard value.isEmpty else {
        throw SheetError(
          at: item.lines[field] ?? item.line,
          "sourced is what a document gives; a text is made draft or reviewed")
      }
      edited[field] = TextState.draft.rawValue
    }
  }

  /// The fields that differ, if they can hold what they are to hold.
  private func checkedChanges(
    of item: EntrySheet.Item, from original: FieldValues, to edited: FieldValues
  ) throws -> [Field: String?] {
    var changes: [Field: String?] = [:]
    var problems: [SheetError.Problem] = []
    for field in edited.fieldsChanged(from: original) {
      changes.updateValue(edited[field], forKey: field)
      if let sentence = field.complaint(about: edited[field] ?? "") {
        problems.append(.init(line: item.lines[field] ?? item.line, message: sentence))
      }
    }
    guard problems.isEmpty else { throw SheetError(problems: problems) }
    return changes
  }

  /// The address of the entry that an item was made of; without a variant it is the first one.
  private func address(of item: EntrySheet.Item) throws -> EntryAddress {
    var address = try base.address(item.address)
    address.variant = address.variant ?? ""
    return address
  }

  /// An item without a revision changes the entry as it stands now, or adds one that gives its code.
  private func takeUnnumbered(
    _ item: EntrySheet.Item, _ edits: inout [EntryEdit], _ additions: inout [NewEntry]
  ) throws {
    do {
      let entry = try base.entryToEdit(at: try base.address(item.address))
      edits.append(try edit(of: item, from: entry.revision))
    } catch EditError.noSuchEntry(let address, let near) {
      guard item.shown[.code]?.isEmpty == false else {
        let error = EditError.noSuchEntry(address: address, near: near)
        throw SheetError(at: item.line, "\(error); to add one, give its code")
      }
      additions.append(try addition(of: item))
    }
  }

  private func addition(of item: EntrySheet.Item) throws -> NewEntry {
    let address = try base.address(item.address)
    guard let system = address.system else {
      throw SheetError(
        at: item.line,
        "'\(item.address)' names no system that is there; write SYSTEM:CODE, "
          + "or give the revision of an entry that is to be changed")
    }
    let values = item.applied(to: FieldValues())
    var changes = try checkedChanges(of: item, from: FieldValues(), to: values)
    changes[.code] = nil
    return NewEntry(
      system: system, code: values[.code] ?? address.code, variant: address.variant,
      values: changes, source: source)
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
        let address = try address(of: item)
        let original = try base.values(of: address, at: revision)
        let edited = item.applied(to: original)
        let entry = try base.entryToEdit(at: address)
        var merged = FieldValues(entry)
        for field in edited.fieldsChanged(from: original) { merged[field] = edited[field] }
        var shown = sheetEntry(entry, preferring: preferred)
        shown.values = merged
        for clash in clashes where clash.address == entry.address {
          shown.markClash(
            clash.field, before: clash.ancestor, now: clash.theirs, by: clash.author,
            revision: clash.revision)
        }
        return shown
      }
      let text = EntrySheet.text(of: entries, languages: languages, onlyTexts: onlyTexts)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let first = lines.firstIndex { $0.drop { $0 == " " }.hasPrefix("#!") } ?? 0
      return SheetMistake(
        failure: Failure(EditError.clash(clashes)),
        next: EntrySheet.withComplaints(
          text,
          [.init(line: first + 1, message: "somebody changed the same meanwhile; see below #!")]))
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

  private static let mostProblems = 20

  /// Mistakes in the text of a sheet.
  init(_ problems: [SheetError.Problem], in text: String) {
    var lines = problems.prefix(Self.mostProblems).map { "line \($0.line): \($0.message)" }
    if lines.count > 1 {
      lines = ["\(problems.count) mistakes, nothing was changed"] + lines.map { "  " + $0 }
    }
    if problems.count > Self.mostProblems {
      lines.append("  and \(problems.count - Self.mostProblems) more")
    }
    failure = Failure(.usage, code: "sheet", lines[0], details: Array(lines.dropFirst()))
    next = EntrySheet.withComplaints(text, problems)
  }

  init(failure: Failure, next: String? = nil) {
    self.failure = failure
    self.next = next
  }
}

extension SheetError {
  /// One mistake.
  fileprivate init(at line: Int, _ message: String) {
    self.init(problems: [.init(line: line, message: message)])
  }
}

extension EditError {
  /// Whether an address, as it is written in a sheet, is that of the entry the error is about.
  fileprivate func isAbout(_ item: String) -> Bool {
    address.map { item == $0 || item == $0 + "#1" } ?? false
  }

  private var address: String? {
    switch self {
    case .noSuchEntry(let address, _), .ambiguous(let address, _), .exists(let address),
      .invalid(let address, _), .moved(let address, _, _, _),
      .noSuchRevision(let address, _, _):
      address
    default: nil
    }
  }
}
