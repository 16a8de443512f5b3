import Catalog
import FoundationEssentials
import TextAnalysis

@testable import Documents

/// One line of `expected.jsonl`: an entry as a careful person reads it out of a vendor's page.
struct ExpectedEntry: Decodable {
  var system: String
  var code: String
  var category: String?
  var httpStatus: Int?
  var attributes: [String: String]
  var texts: [String: ExpectedText]
  var remedies: [String: [String]]
  var document: String
  var line: Int

  private enum CodingKeys: String, CodingKey {
    case system, code, category, attributes, texts, remedies, document, line
    case httpStatus = "http_status"
  }

  struct ExpectedText: Decodable, Equatable {
    var message: String?
    var description: String?
  }
}

/// The vendors' pages and the facts in them.
///
/// They belong to their owners, so they are not part of the repository; they lie beside it, or
/// where `ERRKB_SHARED` says.
enum SharedSources {
  static let folder: URL = {
    if let shared = ProcessInfo.processInfo.environment["ERRKB_SHARED"] {
      return URL(filePath: shared).appending(path: "sources")
    }
    return packageRoot.deletingLastPathComponent().appending(path: "shared/sources")
  }()

  static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether the pages are there; says loudly when they are not, since most that can go wrong on a
  /// real page then goes untested.
  static let areThere: Bool = {
    let found = FileManager.default.fileExists(
      atPath: folder.appending(path: "expected.jsonl").path)
    if !found {
      print("*** THE FIVE REAL PAGES ARE MISSING: no \(folder.path); set ERRKB_SHARED ***")
    }
    return found
  }()

  static func expected() throws -> [ExpectedEntry] {
    let text = try String(contentsOf: folder.appending(path: "expected.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try JSONDecoder().decode(ExpectedEntry.self, from: Data($0.utf8))
    }
  }

  static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }
}

/// The text as `expected.jsonl` is compared: white space folded, links and emphasis as their text.
func comparable(_ text: String) -> String {
  collapsingWhiteSpace(
    text.split(separator: "\n").map { Inlines(markdown: String($0)).text }.joined(separator: " "))
}
