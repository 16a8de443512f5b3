import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing

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
    completion: .file())
  var output: String?

  @Flag(help: "Replace files that are there.")
  var force = false

  @OptionGroup var sheet: SheetOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var traits: TraitOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws { try sheet.check(format) }

  func run() throws {
    let base = try global.open(for: .reading)
    var selection = try selection.selection(base)
    selection.filter = traits.filter
    selection.filter.includesRemoved = format.isLossless
    let systems = try base.systemRecords(selection)
    let files = try ExportLayout(format, systems, output, sheet).files
    if !force {
      for path in files.compactMap(\.path)
      where (isFile(path) || isFolder(path)) && !isSpecialFile(path) {
        throw Failure(
          .usage, code: "exists", "\(path) is there already; replace it with --force")
      }
    }
    try base.reading {
      for file in files {
        var part = selection
        part.systems = file.systems.map(\.system.slug)
        try OutputFile.write(to: file.path) { output in
          try write(base, part, file, to: &output)
        }
      }
    }
    if let losses = format.losses {
      writeNote("\(format.rawValue) does not carry \(losses); jsonl does")
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
      var writing = RecordWriting(by: writer)
      try base.forEachRecord(part, order: writer.order, withSources: writer.writesSources) {
        try writing.write($0, to: &output)
      }
      writer = try writing.finish(to: &output)
      try writer.endSystem(to: &output.buffer)
    }
    try writer.end(to: &output.buffer)
  }
}
