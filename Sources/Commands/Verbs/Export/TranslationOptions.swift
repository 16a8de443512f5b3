import ArgumentParser
import Catalog
import Publishing

/// How texts are handed to translators.
struct TranslationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      With po, the language to translate from (default: the one that a translation was made from, else \
      the system's).
      """,
      valueName: "language"))
  var source: LanguageArgument?

  /// Says which format the options belong to, and what that one needs.
  func check(_ format: ExportFormat, into languages: [Language]) throws {
    guard format == .po else {
      guard source == nil else { throw ValidationError("--source goes with --format po") }
      return
    }
    guard Set(languages).count == 1 else {
      throw ValidationError(
        "a PO file is for one language; name the one to translate into, such as --lang en")
    }
    if let source, languages.contains(source.language) {
      throw ValidationError("--lang and --source are both \(source.language)")
    }
  }

  /// A writer of one file.
  func writer(into target: Language?, at moment: HistoryMoment?) throws -> any EntryWriter {
    guard let target else { throw ValidationError("name the language to translate into") }
    return POWriter(
      into: target, from: source?.language, at: moment, generator: ExportFormat.generator)
  }
}
