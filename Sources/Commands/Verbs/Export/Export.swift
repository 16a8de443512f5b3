import ArgumentParser
import Catalog
import Files
import KnowledgeStore
import Publishing
import SystemPackage

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the content as text.",
    discussion: """
      jsonl is one entry a line, yaml one document an entry, made for review; both hold everything but \
      the history, and errkb import restores them. json is one document of them for programs.

      csv, tsv and markdown are tables, which errkb import reads back as documents; they have no place \
      for states, approvals and sources.

      html is for a browser, without a server: a folder of one page a system and an index that searches \
      all of them, or the page of one --system.

      po is for translators and their tools (Poedit, Weblate, GNU gettext): every text there is, to be \
      translated into the one language that --lang names. errkb import takes back what was translated.

      All formats hold withdrawn entries, marked where the format has a place for it, and stand in the \
      order of system, code and variant.
      """)

  @Option(
    help: ArgumentHelp("One of \(ExportFormat.list).", valueName: "format"),
    completion: .list(ExportFormat.allCases.map(\.rawValue)),
    transform: { try ExportFormat(parsing: $0) })
  var format: ExportFormat

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      """
      The file to write, or a folder (one that exists, or PATH/) for one file a system; - or none is \
      standard output.
      """,
      valueName: "path"),
    completion: .file(), transform: asTyped)
  var output: String?

  @Flag(help: "Replace files that are there.")
  var force = false

  @OptionGroup var sheet: SheetOptions
  @OptionGroup var translation: TranslationOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var traits: TraitOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard output?.isEmpty != true else {
      throw ValidationError("-o names no file; leave it out or name one")
    }
    try sheet.check(format)
    try translation.check(format, into: selection.lang.map(\.language))
  }

  func run() throws {
    let target = format == .po ? self.selection.lang.first?.language : nil
    // By its history a PO file tells what it was made from: what other tools wrote has to be in that.
    let base =
      try target == nil
      ? global.open(for: .reading)
      : global.openSettled(by: AuthorOptions.authorship("export", author: nil, reason: nil))
    // What is written and what is said of it are of one state of the base.
    let paths = try base.reading { try write(base, target) }
    noteOthers(paths)
    if let losses = format.losses {
      writeNote("\(format.rawValue) does not carry \(losses); jsonl does")
    }
  }

  /// Writes the files and returns their paths.
  private func write(_ base: KnowledgeBase, _ target: Language?) throws -> [String] {
    var selection =
      try target == nil ? self.selection.selection(base) : self.selection.ofAllLanguages(base)
    selection.filter = traits.filter
    if target != nil {
      try SelectionOptions.check(
        [translation.source?.language].compactMap { $0 }, in: selection, of: base)
      // What has a state, or lacks a remedy, has or lacks it in the language that is asked for.
      if traits.state != nil || traits.noRemedy { selection.filter.language = target }
    }
    selection.filter.includesRemoved = format.isLossless
    var systems = try base.systemRecords(selection)
    if format.isEmptyWithoutEntries {
      // A table without rows is no table, and says nothing of its system.
      systems = try systems.filter { try base.hasEntries(selection, in: $0.system.slug) }
    }
    let writer =
      try format.writer(sheet) ?? translation.writer(into: target, at: base.newestMoment())
    let files = try ExportLayout(format, systems, output, writer).files
    for path in files.compactMap(\.path) { try checkPlace(path, of: base) }
    for file in files {
      var part = selection
      part.systems = file.systems.map(\.system.slug)
      try OutputFile.write(to: file.path, replacing: force) { output in
        try write(base, part, file, to: &output)
      }
    }
    return files.compactMap(\.path)
  }

  /// Says which files lie among those of an export of several that are none of them, so that
  /// what became of a system that is gone does not go unnoticed.
  private func noteOthers(_ paths: [String]) {
    guard paths.count > 1, let first = paths.first, let slash = first.lastIndex(of: "/") else {
      return
    }
    let folder = FilePath(String(first[...slash]))
    let written = Set(paths.map { FilePath($0) })
    let ending = "." + format.fileExtension
    // Whether others are there is a courtesy: a folder that cannot be listed has been written to.
    let others = (try? names(in: folder) { $0.hasSuffix(ending) }) ?? []
    let left = others.filter { !written.contains(folder.appending($0)) }
    guard !left.isEmpty else { return }
    let names = left.prefix(5).map { visible($0) }.joined(separator: ", ")
    let more = left.count > 5 ? " and \(left.count - 5) more" : ""
    writeNote("\(folder) also holds \(names)\(more), which this export did not write")
  }

  /// Refuses a place that must not be overwritten.
  private func checkPlace(_ path: String, of base: KnowledgeBase) throws {
    let isTerminal = OutputFile.isTerminal(path)
    guard isTerminal || !OutputFile.isOpen(path) else { return }
    guard !isTerminal, !isSpecialFile(path) else {
      throw Failure(
        .usage, code: "is_special",
        "\(path) is a pipe or a device; name a file, or - for standard output")
    }
    let target: String
    do throws(ForeignLink) { target = try ownTarget(of: path) } catch {
      throw Failure.foreignLink(error)
    }
    guard !isSameFile(AtomicFile.path(beside: target), base.path) else {
      throw Failure(
        .usage, code: "is_the_base",
        "\(path) grows under the name of the base, \(base.path); name another file")
    }
    guard !isFolder(path) else {
      throw Failure(.usage, code: "is_folder", "\(path) is a folder where a file is to be written")
    }
    if let ending = ["-journal", "-wal", "-shm"].first(where: path.hasSuffix) {
      throw Failure(
        .usage, code: "side_file",
        "\(path) ends in \(ending) as what SQLite keeps beside a database; name another file")
    }
    guard isFile(path) else { return }
    // <https://www.sqlite.org/fileformat2.html#magic_header_string>
    guard fileHead(path, 16) != Array("SQLite format 3\0".utf8) else {
      throw Failure(
        .usage, code: "is_a_base",
        "\(path) is a database, and an export would take its place; name another file")
    }
    guard force else {
      throw Failure.exists(path)
    }
  }

  /// Writes one file.
  private func write(
    _ base: KnowledgeBase, _ selection: Selection, _ file: ExportLayout.File,
    to output: inout OutputFile
  ) throws {
    var writer = file.writer
    let fields = writer.usesFields ? try base.fieldsUsed(selection) : []
    try writer.begin(file.systems, fields: fields, to: &output.buffer)
    for system in file.systems {
      var part = selection
      part.systems = [system.system.slug]
      let fields = writer.usesFields ? try base.fieldsUsed(part) : []
      try writer.begin(system, fields: fields, to: &output.buffer)
      try base.forEachRecord(part, order: writer.order, withSources: writer.writesSources) {
        try writer.write($0, to: &output.buffer)
        try output.drain()
      }
      try writer.endSystem(to: &output.buffer)
    }
    try writer.end(to: &output.buffer)
  }
}
