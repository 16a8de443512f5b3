import Files
import Glibc
import SystemPackage

/// Texts that were typed and not saved, each in a file of its own.
enum KeptEdits {
  /// What the names of the files begin with.
  static let prefix = "errkb-"
  /// What they end in.
  static let suffix = ".yaml"

  /// Where texts under edit lie: the person's own folder, and one to fall back to.
  static func folders(_ variable: (String) -> String? = Environment.variable) -> [FilePath] {
    let own = Environment.folder("XDG_STATE_HOME", else: ".local/state", variable)
    let temporary = Environment.absolutePath("TMPDIR", variable)
    return [own?.appending("errkb/edits"), temporary ?? "/tmp"].compactMap { $0 }
  }

  /// The files that hold such texts, ordered by folder and name.
  ///
  /// A text that is being edited at this moment is among them.
  static func leftovers(in folders: [FilePath] = folders()) -> [String] {
    folders.flatMap { folder in
      // A folder that is not there, or cannot be listed, holds none that can be taken up.
      let names = try? fileNames(in: folder.string) { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
      return (names ?? []).map { folder.appending($0).string }.filter(isOwn)
    }
  }

  /// Whether it is a file of the person at work: others may write into the folder for temporary files.
  private static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_uid == geteuid()
  }
}
