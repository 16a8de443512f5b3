/// Finds tables of codes in one kind of block.
///
/// A recogniser looks at structure and words alone, never at a file's name or a vendor's. What it
/// returns may still turn out to be about something else once the columns are known.
protocol Recogniser: Sendable {
  /// The tables in a block; none where it does not know the kind of block.
  func tables(in block: Block, of page: Page, under path: [Heading]) -> [Table]
}

/// All recognisers.
let recognisers: [any Recogniser] = [TableRecogniser(), ListRecogniser()]
