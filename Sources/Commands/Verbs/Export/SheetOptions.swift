import ArgumentParser

/// How sheets are written.
struct SheetOptions: ParsableArguments {
  @Flag(help: "Begin csv and tsv with a byte order mark.")
  var bom = false

  @Flag(
    help: """
      Write csv for spreadsheets: headings for people, a byte order mark, lines that end in CRLF, and an \
      apostrophe before cells that would be run as formulas, which import takes off again.
      """)
  var excel = false

  /// Says which formats the options belong to.
  func check(_ format: ExportFormat) throws {
    if excel, format != .csv {
      throw ValidationError("--excel goes with --format csv")
    }
    if bom, format != .csv, format != .tsv {
      throw ValidationError("--bom goes with --format csv and tsv")
    }
  }
}
