import Catalog
import Files
import Glibc
import SystemPackage

/// A `sources.yaml`: which documents speak about which systems.
package struct SourceList: Sendable, Equatable {
  /// The systems, in the order of the list.
  package var systems: [System]

  /// A system and its documents.
  package struct System: Sendable, Equatable {
    /// What the system is addressed by: `[a-z0-9-]+`.
    package var slug: String
    /// Its name for people; the slug where the list gives none.
    package var name: String
    package var vendor: String?
    /// The language its documents are mostly in.
    package var language: Language?
    /// Where to send people who need more help.
    package var helpURL: String?
    package var documents: [Document]
    /// Where the system stands in the list.
    package var line: Int
  }

  /// A document and what the list knows of it.
  package struct Document: Sendable, Equatable {
    /// The file, inside the list's folder.
    package var path: FilePath
    /// Its name within the system: `name:`, else the file's name without folder and ending.
    package var name: String
    /// Whether the list gives the name.
    package var isNamed = false
    /// Where it was published.
    package var url: String?
    package var language: Language?
    package var licence: String?
    /// What its headings mean.
    package var map: [RoleOverride]
    /// Where the document stands in the list.
    package var line: Int

    /// The file's bytes; a file that is missing is a mistake of the list's line.
    ///
    /// - Throws: `SourceListError`, `FileError`.
    package func read() throws -> [UInt8] {
      do {
        return try readFile(path.string, atMost: .document)
      } catch .system(ENOENT) {
        throw SourceListError(line: line, problem: .missingFile(path.string))
      }
    }
  }

  /// Reads a list.
  ///
  /// Paths in it are taken from `folder`, which they may not leave.
  package init(_ bytes: [UInt8], folder: FilePath) throws(SourceListError) {
    var reader = try SourceListReader(bytes, folder: folder)
    self.systems = try reader.systems()
  }
}

/// What is wrong with a `sources.yaml`, and where.
package struct SourceListError: Error, Equatable, CustomStringConvertible {
  /// The line, counted from 1.
  package var line: Int
  package var problem: Problem

  /// What can be wrong.
  package enum Problem: Equatable, Sendable {
    /// The text is no YAML; libyaml's words for it.
    case syntax(String)
    case severalDocuments
    /// More nodes than a list of sources has; aliases that multiply, most likely.
    case tooLarge
    /// A key nobody reads, the keys that are read there, and the one nearest to it.
    case unknownKey(String, nearest: String?, known: [String])
    case repeatedKey(String)
    case missingKey(String)
    /// What should stand at a key.
    case wrongType(String, expected: String)
    case badSlug(String)
    case badLanguage(String)
    /// A text that cannot be taken; the sentence says why.
    case badText(String)
    case badOverride(RoleOverrideError)
    case repeatedSlug(String, firstLine: Int)
    case repeatedDocument(String, firstLine: Int)
    case pathOutsideFolder(String)
    case missingFile(String)
    /// A path that names a folder.
    case folder(String)
  }

  package var description: String { "line \(line): \(problem.sentence)" }
}

extension SourceListError.Problem {
  fileprivate var sentence: String {
    switch self {
    case .syntax(let problem):
      "this is no YAML (\(problem)); check the indentation and quotation marks"
    case .severalDocuments:
      "a second YAML document begins here; put all systems under one 'systems:'"
    case .tooLarge: "the list has too many parts; write it without aliases, or as several lists"
    case .unknownKey(let key, let nearest?, _):
      "there is no key '\(key)'; did you mean '\(nearest)'?"
    case .unknownKey(let key, nil, let known):
      "there is no key '\(key)'; the keys here are \(known.joined(separator: ", "))"
    case .repeatedKey(let key): "'\(key)' is given twice; remove one of them"
    case .missingKey(let key): "'\(key)' is missing; add it"
    case .wrongType(let key, let expected): "'\(key)' should be \(expected)"
    case .badSlug(let slug) where slug.utf8.count > TextLimit.slug || slug.hasPrefix("-"):
      SystemDescription.slugComplaint(about: slug) ?? ""
    case .badSlug(let slug): "'\(slug)' is no slug; use lower-case letters, digits and hyphens"
    case .badLanguage(let tag): "'\(tag)' is no language tag; write one such as zh-Hans or en"
    case .badText(let sentence): sentence
    case .badOverride(let error): "in 'map': \(error)"
    case .repeatedSlug(let slug, let line):
      "system '\(slug)' is on line \(line) already; put its documents together"
    case .repeatedDocument(let name, let line):
      "document '\(name)' is on line \(line) already; give one of them another 'name'"
    case .pathOutsideFolder(let path):
      "'\(path)' leads out of the list's folder; put the file beside the list or below it"
    case .folder(let path): "'\(path)' is the name of a folder; name the document"
    case .missingFile(let path):
      "there is no file '\(path)'; correct the path or remove the document"
    }
  }
}
