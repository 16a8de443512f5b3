import Catalog

/// What goes into a snapshot.
package struct SnapshotOptions: Sendable {
  /// Slugs of the systems; empty for all.
  package var systems: [String] = []
  /// Languages to which texts are narrowed, entries with none of them left out; empty for all.
  package var languages: [Language] = []
  /// Whether the history goes along, with the names and times that are left out else.
  package var withHistory = false
  /// Whether a snapshot that is there already is replaced.
  package var replaces = false
  /// The version of errkb at work, for `meta`.
  package var version: String

  /// Makes options for everything but the history.
  package init(version: String) { self.version = version }

  /// The part of the base as a selection.
  var selection: Selection {
    var selection = Selection()
    selection.systems = systems
    selection.languages = languages
    return selection
  }
}
