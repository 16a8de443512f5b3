import Catalog
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
    let path = output == "-" ? nil : output
    if let path, isFolder(path) || path.hasSuffix("/") {
      let folder = path.hasSuffix("/") ? path : path + "/"
      if format == .html {
        files = Self.pages(systems, folder)
        return
      }
      files = systems.map { system in
        File(
          path: folder + system.system.slug + "." + format.fileExtension, systems: [system],
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
