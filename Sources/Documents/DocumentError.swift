/// Why nothing at all could be read from a document.
package enum DocumentError: Error, Equatable, CustomStringConvertible {
  /// There is no text in it.
  case empty
  /// It is a picture, an archive or another thing that is no text.
  case binary
  /// It is text in an encoding errkb does not know, and what that seems to be.
  case unknownEncoding(LikelyEncoding?)
  /// It is longer than any page.
  case tooLong

  package var description: String {
    switch self {
    case .empty: "the document holds no text; check that it was saved or fetched whole"
    case .binary: "the document is no text file; save the page as Markdown and import that"
    case .unknownEncoding(let likely?):
      "the document looks like \(likely.name), which is not read; convert it to UTF-8 and import "
        + "that: iconv -f \(likely.iconvName) -t UTF-8 FILE > NEW"
    case .unknownEncoding(nil):
      "the document is neither UTF-8, UTF-16 nor GB18030; convert it to UTF-8 and import that: "
        + "iconv -f ENCODING -t UTF-8 FILE > NEW"
    case .tooLong: "the document is longer than 1 GiB; split it"
    }
  }
}
