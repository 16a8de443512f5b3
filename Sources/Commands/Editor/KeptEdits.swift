import Glibc
import SystemPackage

/// Texts that were typed and not saved, each in a file of its own.
enum KeptEdits {
  /// What the names of the files begin with.
  static let prefix = "errkb-"
  /// What they end in.
  static let suffix = ".yaml"

  /// Where texts under edit lie: the person's own folder, and one to fall back to.
  ///
  /// See <https://specifications.freedesktop.org/basedir-spec/latest/>, which has relative paths
  /// ignored.
  static func folders(_ variable: (String) -> String? = Environment.variable) -> [FilePath] {
    func folder(_ name: String) -> FilePath? {
      variable(name).map { FilePath($0) }.flatMap { $0.isAbsolute ? $0 : nil }
    }
    let state = folder("XDG_STATE_HOME") ?? folder("HOME")?.appending(".local/state")
    let own = state.map { $0.appending("errkb/edits") }
    return [own, folder("TMPDIR") ?? "/tmp"].compactMap { $0 }
  }

  /// The files that hold such texts, ordered by folder and name.
  ///
  /// A text that is being edited at this moment is among them.
  static func leftovers(in folders: [FilePath] = folders()) -> [String] {
    folders.flatMap { folder in
      names(in: folder).filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }.sorted()
        .map { folder.appending($0).string }.filter(isOwn)
    }
  }

  /// The names in a folder; none where there is no such folder.
  private static func names(in folder: FilePath) -> [String] {
    guard let directory = opendir(folder.string) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
            String(cString: $0)
          }
        })
    }
    return names
  }

  /// Whether it is a file of the person at work: others may write into the folder for temporary files.
  private static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_uid == geteuid()
  }
}
