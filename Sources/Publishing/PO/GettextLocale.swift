import Catalog

extension Language {
  /// The language as gettext names it, such as `zh_CN`, `pt_BR` or `sr@latin`.
  ///
  /// See <https://www.gnu.org/software/gettext/manual/html_node/Header-Entry.html>.
  var gettextName: String {
    switch self {
    case .simplifiedChinese: return "zh_CN"
    case .traditionalChinese: return "zh_TW"
    default: break
    }
    var subtags = tag.split(separator: "-")
    guard subtags.count > 1, let modifier = Self.modifiers.first(where: { $0.script == subtags[1] })
    else { return subtags.joined(separator: "_") }
    subtags.remove(at: 1)
    return subtags.joined(separator: "_") + "@" + modifier.name
  }

  /// Reads a name of gettext's; nil when it names no language.
  init?(gettextName name: String) {
    let parts = name.split(separator: "@", maxSplits: 1)
    guard let bare = parts.first, let language = Language(String(bare)) else { return nil }
    guard parts.count == 2,
      let modifier = Self.modifiers.first(where: { $0.name == parts[1].lowercased() })
    else {
      self = language
      return
    }
    var subtags = language.tag.split(separator: "-").map(String.init)
    subtags.insert(String(modifier.script), at: 1)
    self = Language(subtags.joined(separator: "-")) ?? language
  }

  private static let modifiers: [(script: Substring, name: String)] = [
    ("Latn", "latin"), ("Cyrl", "cyrillic"), ("Deva", "devanagari"),
  ]
}
