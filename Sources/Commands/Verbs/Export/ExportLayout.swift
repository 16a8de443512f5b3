import Catalog
import Glibc
import Publishing

/// Which files an export consists of.
struct ExportLayout {
  private(set) var files: [File] = []

  /// One file of an export.
  struct File {
    /// Where it is written; nil for standard output.
    var path: String?
    /// What stands in it.
    var systems: [SystemRecord]
    var writer: any EntryWriter
  }

  /// Lays an export out.
  ///
  /// - Parameters:
  ///   - output: what the command line names; a folder holds one file a system, called after its slug.
  ///   - writer: what writes each file.
  init(
    _ format: ExportFormat, _ systems: [SystemRecord], _ output: String?,
    _ writer: any EntryWriter
  ) throws {
    // The slug becomes a part of paths, of addresses of pages and of what reads the export.
    for slug in systems.map(\.system.slug) where !SystemDescription.isSlug(slug) {
      throw Failure(
        .database, code: "damaged",
        "the base names a system '\(oneLine(slug))', which is no slug: the file is damaged, or was made "
          + "to write elsewhere; nothing was exported",
        hint: "do not use it; ask where it came from")
    }
    let path = output.flatMap { OutputFile.isStandardOutput($0) ? nil : $0 }
    if let path, isFolder(path) || path.hasSuffix("/") {
      let folder = path.hasSuffix("/") ? path : path + "/"
      let ending = "." + format.fileExtension
      for slug in systems.map(\.system.slug) where slug.utf8.count + ending.utf8.count > NAME_MAX {
        throw Failure(
          .document, code: "unwritable",
          "\(slug.prefix(20))… is too long a slug for a file to be called after it",
          hint: "export it on its own, with --system, to a file with -o")
      }
      if format == .html {
        files = Self.pages(systems, folder)
        return
      }
      files = systems.map { system in
        // What an import takes for the list of a folder's documents is no name for a file of entries.
        let name = system.system.slug + ending
        return File(
          path: folder + (name == "sources.yaml" ? "sources_.yaml" : name), systems: [system],
          writer: writer)
      }
    } else if format.isOneSystemAFile, systems.count != 1 {
      throw Failure(
        .usage, code: "usage",
        "\(format.rawValue) is one file a system; name a folder with -o FOLDER/, or one --system")
    } else {
      files = [File(path: path, systems: systems, writer: writer)]
    }
  }

  /// A page that leads to all systems, and one for each.
  private static func pages(_ systems: [SystemRecord], _ folder: String) -> [File] {
    let generator = ExportFormat.generator
    let index = File(
      path: folder + indexPageName, systems: systems,
      writer: HTMLIndexWriter(generator: generator))
    // The index comes last: a page that it leads to is there.
    return systems.map { system in
      File(
        path: folder + pageName(system.system.slug), systems: [system],
        writer: HTMLSystemWriter(generator: generator, index: indexPageName))
    } + [index]
  }
}
