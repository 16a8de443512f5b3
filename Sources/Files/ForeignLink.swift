import CFiles
import Glibc

/// A symbolic link of somebody else, where a file is about to be made or replaced.
///
/// Who may write to a folder can put a link there under the name of a file that others will write, and
/// the system writes to wherever it leads, with the rights of who writes. It helps only in sticky
/// folders, and only where that is switched on (`fs.protected_symlinks`, see proc_sys_fs(5)).
package struct ForeignLink: Error, Equatable {
  /// The link.
  package let path: String
  /// Where it leads.
  package let target: String

  package var description: String {
    "\(path) is a link to \(target) that another user made; name that path itself if it is meant"
  }
}

/// The path of what is written when a path is, links followed: the path itself where it is no link.
///
/// Followed are links of this user, of root, of the owner of what they lead to, and those in a folder
/// where nobody else makes any. Links in the folders above are followed as the system does.
///
/// - Throws: `ForeignLink`.
package func ownTarget(of path: String) throws(ForeignLink) -> String {
  var links: [(path: String, target: String, owner: uid_t)] = []
  var place = path
  // As many as the system follows, see path_resolution(7).
  while links.count < 40, let link = readLink(place) {
    links.append((place, link.target, link.owner))
    place = link.target.hasPrefix("/") ? link.target : folderPath(of: place) + link.target
  }
  guard !links.isEmpty else { return path }
  var end = stat()
  let owner = lstat(place, &end) == 0 ? end.st_uid : nil
  for link in links where link.owner != owner && !isOurs(link.owner) {
    guard !isOursAlone(folderOf: link.path) else { continue }
    throw ForeignLink(path: link.path, target: link.target)
  }
  return place
}

/// Refuses a folder that files are written to where it is a link that `ownTarget` would not follow.
///
/// - Throws: `ForeignLink`.
package func refuseForeignLink(_ folder: String) throws(ForeignLink) {
  var folder = folder[...]
  // Behind a link they would stand for what it leads to.
  while folder.count > 1, folder.hasSuffix("/") || folder.hasSuffix("/.") { folder.removeLast() }
  _ = try ownTarget(of: String(folder))
}

/// Where a link leads and whose it is, of one state of it; nil for what is no link.
private func readLink(_ path: String) -> (target: String, owner: uid_t)? {
  let link = errkb_open_link(path)
  guard link >= 0 else { return nil }
  defer { close(link) }
  var status = stat()
  guard fstat(link, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
  var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let count = readlinkat(link, "", &bytes, bytes.count)
  guard count > 0, count < bytes.count else { return nil }
  // Only a name that is UTF-8 is the same as a String.
  return String(validating: bytes[..<count], as: UTF8.self).map { ($0, status.st_uid) }
}

/// Whether a user can do all that we can.
private func isOurs(_ user: uid_t) -> Bool { user == geteuid() || user == 0 }

/// Whether nobody but us makes names in the folder that a path names a file in.
private func isOursAlone(folderOf path: String) -> Bool {
  let folder = folderPath(of: path)
  var status = stat()
  return stat(folder.isEmpty ? "." : folder, &status) == 0 && isOurs(status.st_uid)
    && status.st_mode & 0o022 == 0
}
