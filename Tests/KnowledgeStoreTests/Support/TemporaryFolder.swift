import Foundation

/// Runs `body` with the path of a new folder, and removes the folder afterwards.
func withTemporaryFolder<T>(_ body: (_ folder: String) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "KnowledgeStoreTests-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  defer {
    // A folder that stays behind is no reason to fail a test.
    try? FileManager.default.removeItem(atPath: folder)
  }
  return try body(folder)
}

/// The names of the files in a folder, sorted.
func files(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}
