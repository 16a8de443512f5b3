import Catalog

/// What the header of a PO file says to errkb: gettext's own fields, and one of errkb's.
package struct POHeader: Equatable, Sendable {
  /// The language translated into.
  package var language: Language?
  /// The language translated from, where all units have the same.
  package var source: Language?
  /// The state of the base that the file was made from.
  package var moment: HistoryMoment?

  /// Reads a header's text: a field a line.
  init(_ text: String) {
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      var value = line[line.index(after: colon)...]
      while value.first == " " { value.removeFirst() }
      while value.last == " " { value.removeLast() }
      switch line[..<colon].lowercased() {
      case "language": language = Language(gettextName: String(value))
      case "x-source-language": source = Language(gettextName: String(value))
      case "x-errkb-batch": moment = HistoryMoment(String(value))
      default: break
      }
    }
  }

  /// Makes a header.
  init(language: Language, source: Language?, moment: HistoryMoment?) {
    self.language = language
    self.source = source
    self.moment = moment
  }

  /// The header with all fields that `msgfmt --check` wants; equal content gives equal bytes.
  func text(generator: String) -> String {
    let date = Self.date(moment?.at ?? "1970-01-01T00:00:00.000Z")
    var fields = [
      ("Project-Id-Version", "errkb"), ("Report-Msgid-Bugs-To", ""), ("POT-Creation-Date", date),
      ("PO-Revision-Date", date), ("Last-Translator", "errkb"),
      ("Language-Team", language?.gettextName ?? ""), ("Language", language?.gettextName ?? ""),
      ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=UTF-8"),
      ("Content-Transfer-Encoding", "8bit"), ("X-Generator", generator),
    ]
    if let source { fields.append(("X-Source-Language", source.gettextName)) }
    if let moment { fields.append(("X-Errkb-Batch", moment.description)) }
    return fields.map { "\($0): \($1)\n" }.joined()
  }

  /// `2026-11-21T10:03:15.123Z` as `2026-11-21 10:03+0000`.
  private static func date(_ time: String) -> String {
    time.prefix(16).replacing("T", with: " ") + "+0000"
  }
}
