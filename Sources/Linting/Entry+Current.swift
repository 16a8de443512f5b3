import Catalog

extension Entry {
  /// Whether the entry is in use and not on its way out; of the others nobody asks completeness.
  var isCurrent: Bool { status == .active && withdrawn == nil }
}
