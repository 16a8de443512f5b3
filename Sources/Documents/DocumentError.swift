/// Why nothing at all could be read from a document.
package enum DocumentError: Error, Equatable, CustomStringConvertible {
  /// There is no text in it.
  case empty
  /// It is a picture, an archive or another thing that is no text.
  case binary
  /// It is text in an encoding errkb does not know, and what that seems to be.
  case unknownEncoding(LikelyEncoding?)
  /// Its bytes are as good Chinese in GB18030 as Japanese in EUC-JP.
  case chineseOrJapanese
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
    case .chineseOrJapanese:
      "the document may be GB18030 or EUC-JP; convert it to UTF-8 from the one it is, and import "
        + "that: iconv -f GB18030 -t UTF-8 FILE > NEW, or iconv -f EUC-JP -t UTF-8 FILE > NEW"
    case .tooLong: "the document is longer than 1 GiB; split it"
    }
  }
}
