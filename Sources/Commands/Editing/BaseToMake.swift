import ArgumentParser
import Catalog
import KnowledgeStore

/// A base that is made when something is put into it for the first time.
struct BaseToMake {
  private let global: GlobalOptions
  private let isThere: Bool

  init(_ global: GlobalOptions) throws {
    self.global = global
    let path = try global.database()
    isThere = isFile(path) || isFolder(path)
  }

  /// Runs a body that writes, in the base or in a new one.
  ///
  /// Where there is none the body first runs on a base in memory, so that what is refused leaves no
  /// empty file behind.
  ///
  /// - Parameter body: gets the base, and whether it is the one in memory.
  func write(isDryRun: Bool, _ body: (KnowledgeBase, _ isTrial: Bool) throws -> Void) throws {
    guard !isThere else {
      return try body(try global.open(for: isDryRun ? .trying : .creating), false)
    }
    try body(
      try KnowledgeBase(path: ":memory:", for: .creating, clock: try Environment.clock()), true)
    guard !isDryRun else { return }
    try makeFolder(of: try global.database())
    try body(try global.open(for: .creating), false)
  }
}

/// Refuses what cannot name a system.
func checkSlug(_ text: String) throws {
  if let complaint = SystemDescription.slugComplaint(about: text) {
    throw ValidationError(complaint)
  }
}

/// Says that a system was made, and which one may have been meant.
func noteNewSystem(_ slug: String, _ similar: [String], isPlan: Bool = false) {
  let near = similar.joined(separator: " or ")
  guard !isPlan else {
    return writeNote("\(slug) would be a new system" + (near.isEmpty ? "" : "; was \(near) meant?"))
  }
  writeNote(
    "new system \(slug)"
      + (near.isEmpty
        ? ""
        : "; if \(near) was meant: " + commandLine("systems", "rm", "--force", operands: [slug])))
}

extension KnowledgeBase {
  /// How an entry is named in a command, for a person to copy: also when its code has others, and it
  /// was removed.
  func commandAddress(of entry: Entry) throws -> String {
    guard entry.variant.isEmpty else { return entry.address }
    var address = EntryAddress(entry.id)
    address.variant = nil
    let others = try entries(at: address, includingRemoved: true)
    return others.count > 1 ? entry.id.distinctText : entry.address
  }

  /// The command that brings an entry back that was removed.
  func commandBringingBack(_ entry: Entry) throws -> String {
    commandLine("set", operands: [try commandAddress(of: entry), "status=active"])
  }
}
