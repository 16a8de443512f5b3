import Catalog
import TextAnalysis

/// Writes the texts of entries for translators, as a PO file of GNU gettext: one unit for the message,
/// one for the description and one for each step of the remedy.
///
/// See <https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html>. The context of a unit
/// names its text (`TranslationPlace`); without one, a sentence that many codes share would be a
/// duplicate. Drafts and outdated translations are fuzzy.
package struct POWriter: EntryWriter {
  private let target: Language
  private let source: Language?
  private let moment: HistoryMoment?
  private let generator: String

  /// Makes a writer of a file.
  ///
  /// - Parameters:
  ///   - target: the language to translate into.
  ///   - source: the language to translate from; nil for that of each entry.
  ///   - moment: the state of the base.
  ///   - generator: what the header names as maker of the file.
  package init(
    into target: Language, from source: Language?, at moment: HistoryMoment?, generator: String
  ) {
    self.target = target
    self.source = source
    self.moment = moment
    self.generator = generator
  }

  package var usesFields: Bool { false }

  package mutating func begin(
    _ systems: [SystemRecord], fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    let header = POHeader(
      language: target, source: source ?? commonLanguage(of: systems), moment: moment)
    output +=
      "# Texts of error codes, exported by errkb, which imports what becomes of them.\n".utf8
    output.appendPO("msgid", "")
    output.appendPO("msgstr", header.text(generator: generator))
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    let entry = record.entry
    let units = EntryUnits(entry, into: target, from: source)
    guard !units.all.isEmpty else { return }
    let references = entry.sources.map(reference).joined(separator: " ")
    let notes = notes(about: entry)
    for unit in units.all {
      output.append(0x0A)
      for note in units.notes(about: unit) + notes { output += "#. \(visible(note))\n".utf8 }
      if !references.isEmpty { output += "#: \(references)\n".utf8 }
      if unit.isFuzzy { output += "#, fuzzy\n".utf8 }
      if let previous = unit.previous { output.appendPO("msgid", previous, mark: "#| ") }
      output.appendPO("msgctxt", unit.place.description)
      output.appendPO("msgid", unit.text)
      output.appendPO("msgstr", unit.translation)
    }
  }

  /// The language of all systems, or of the documents where a system has none; nil when there are
  /// several, or it is the one to translate into.
  private func commonLanguage(of systems: [SystemRecord]) -> Language? {
    let languages = systems.map { system in
      system.system.language.map { [$0] } ?? system.documents.compactMap(\.language)
    }
    let all = Set(languages.joined())
    return all.count == 1 && !all.contains(target) ? all.first : nil
  }

  private func notes(about entry: Entry) -> [String] {
    var notes: [String] = []
    if let category = entry.category { notes.append("Category: \(category)") }
    if entry.status == .deprecated { notes.append("The code is deprecated.") }
    if entry.withdrawn != nil { notes.append("Withdrawn: no document has the code any more.") }
    return notes
  }

  /// A place in a document as gettext writes it: a name with blanks between U+2068 and U+2069.
  private func reference(_ source: Entry.Source) -> String {
    // Nearly all names are plain, and an export has many references.
    guard !source.document.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return "\(source.document):\(source.line)"
    }
    let name = visible(source.document)
    return name.contains(where: \.isWhitespace)
      ? "\u{2068}\(name)\u{2069}:\(source.line)" : "\(name):\(source.line)"
  }

  /// The text on one line, with a picture for what is not seen.
  private func visible(_ text: String) -> String {
    let isBreak = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace && Character(scalar).isNewline
    }
    guard text.unicodeScalars.contains(where: { $0.isUnseen || isBreak($0) }) else { return text }
    return text.unicodeScalars.map { scalar in
      isBreak(scalar) ? " " : scalar.isUnseen ? "\u{FFFD}" : String(scalar)
    }.joined()
  }
}
