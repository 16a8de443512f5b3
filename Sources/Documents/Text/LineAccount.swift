/// What a source line turned out to be; every line is exactly one of these.
package enum LineKind: UInt8, Sendable {
  /// Nothing but white space.
  case blank
  /// Text errkb takes no entry from: prose, front matter, samples.
  case prose
  /// A heading, a bold line that serves as one, a table's header or delimiter row.
  case heading
  /// Part of an entry.
  case entry
  /// Should have been an entry and could not be read.
  case notUnderstood
}

/// How many of a document's lines turned out to be what.
///
/// The counts are taken from one kind for each line, so they add up to `total` by construction.
package struct LineAccount: Sendable, Equatable {
  /// All lines; a last line without line end counts, an end of line at the end adds none.
  package private(set) var total = 0
  /// Lines that belong to an entry.
  package private(set) var entry = 0
  /// Headings, and header and delimiter rows.
  package private(set) var heading = 0
  /// Everything errkb takes no entry from.
  package private(set) var prose = 0
  /// Lines of nothing but white space.
  package private(set) var blank = 0
  /// Lines with an error diagnostic.
  package private(set) var notUnderstood = 0

  /// Counts the kinds of a document's lines.
  package init(_ kinds: some Sequence<LineKind>) { self.init(kinds, blank: 0, prose: 0) }

  /// Counts the kinds of some lines, and others of which it is known how many are blank and prose.
  init(_ kinds: some Sequence<LineKind>, blank: Int, prose: Int) {
    total = blank + prose
    self.blank = blank
    self.prose = prose
    for kind in kinds {
      total += 1
      switch kind {
      case .blank: self.blank += 1
      case .prose: self.prose += 1
      case .heading: heading += 1
      case .entry: entry += 1
      case .notUnderstood: notUnderstood += 1
      }
    }
  }
}
