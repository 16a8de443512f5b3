/// What a document says of an entry, and what waits for a decision between the two.
package struct SourceRecord: Equatable, Sendable {
  /// The code as printed there.
  package var code: String
  /// First and last line, counted from 1.
  package var lines: ClosedRange<Int>
  /// What the document last said of the entry, whole.
  package var base: FieldValues
  /// When the document dropped the entry (UTC, ISO 8601).
  package var goneSince: String?
  /// Fields that the document and people changed differently.
  package var conflicts: [Field: Conflict] = [:]
  /// Whether somebody is to decide what becomes of an entry that no document has any more.
  package var asksAboutWithdrawal = false
  /// The code, with its variant, that looks like the new name of this one.
  package var rename: String?

  /// Two texts for one field.
  package struct Conflict: Equatable, Sendable {
    /// What both began with.
    package var ancestor: String?
    /// What the document says.
    package var theirs: String?

    /// Makes a conflict.
    package init(ancestor: String? = nil, theirs: String? = nil) {
      self.ancestor = ancestor
      self.theirs = theirs
    }
  }

  /// The record as the history keeps it.
  package var pairs: [String: String] {
    var pairs = [
      "code": code, "first_line": String(lines.lowerBound), "last_line": String(lines.upperBound),
    ]
    pairs["gone_since"] = goneSince
    pairs["withdrawal"] = asksAboutWithdrawal ? "open" : nil
    pairs["rename"] = rename
    for (field, value) in base.values { pairs["base." + field.name] = value }
    for (field, conflict) in conflicts {
      pairs["conflict.ancestor." + field.name] = conflict.ancestor
      pairs["conflict.theirs." + field.name] = conflict.theirs
    }
    return pairs
  }

  /// Reads a record from the history; nil when there is none.
  package init?(pairs: [String: String]) {
    guard let code = pairs["code"], let first = pairs["first_line"].flatMap({ Int($0) }),
      let last = pairs["last_line"].flatMap({ Int($0) }), first <= last
    else { return nil }
    self.init(code: code, lines: first...last, base: FieldValues())
    goneSince = pairs["gone_since"]
    asksAboutWithdrawal = pairs["withdrawal"] != nil
    rename = pairs["rename"]
    for (key, value) in pairs {
      if let field = Self.field(key, after: "base.") {
        base[field] = value
      } else if let field = Self.field(key, after: "conflict.ancestor.") {
        conflicts[field, default: Conflict()].ancestor = value
      } else if let field = Self.field(key, after: "conflict.theirs.") {
        conflicts[field, default: Conflict()].theirs = value
      }
    }
  }

  /// Makes a record of what a document says, with no question open.
  package init(code: String, lines: ClosedRange<Int>, base: FieldValues) {
    self.code = code
    self.lines = lines
    self.base = base
  }

  private static func field(_ key: String, after prefix: String) -> Field? {
    key.hasPrefix(prefix) ? Field(String(key.dropFirst(prefix.count))) : nil
  }
}
