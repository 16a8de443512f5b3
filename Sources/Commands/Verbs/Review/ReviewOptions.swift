import ArgumentParser
import Catalog
import KnowledgeStore

/// Which open questions to look at.
struct ReviewOptions: ParsableArguments {
  @Argument(help: "An entry, as CODE, SYSTEM:CODE or SYSTEM:CODE#VARIANT.")
  var entry: WordArgument?

  @Option(
    help: ArgumentHelp("Only questions about this system.", valueName: "slug"), transform: asTyped)
  var system: String?

  @Option(
    help: ArgumentHelp("Only questions that this document raised.", valueName: "name"),
    transform: asTyped)
  var document: String?

  @Option(help: "Only questions of this kind.")
  var kind: ReviewItem.Kind?

  @Option(
    help: ArgumentHelp("Only questions about this field.", valueName: "field"), transform: asTyped)
  var field: String?

  /// The questions that are open.
  ///
  /// - Parameter isReading: whether an address that fits several entries means all of them.
  func items(_ base: KnowledgeBase, isReading: Bool) throws -> [ReviewItem] {
    var filter = ReviewFilter()
    filter.system = try system.map { try existingSystem($0, base) }
    filter.document = document
    filter.kind = kind
    filter.field = try field.map { try assignableField($0) }
    guard let entry else { return try base.reviews(filter) }
    filter.entry = try base.address(entry.text)
    if filter.entry?.system == nil { filter.entry?.system = filter.system }
    filter.takesSeveral = isReading
    return try base.reviews(filter)
  }
}

extension ReviewItem.Kind: ExpressibleByArgument {}
