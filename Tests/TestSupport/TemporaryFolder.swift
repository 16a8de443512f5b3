import Foundation

/// Runs `body` with the path of a new folder, and removes the folder afterwards.
package func withTemporaryFolder<T>(_ body: (_ folder: String) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "errkb-tests-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  defer {
    // A folder that stays behind is no reason to fail a test.
    try? FileManager.default.removeItem(atPath: folder)
  }
  return try body(folder)
}

/// The names of the files in a folder, sorted.
package func files(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

/// Overwrites bytes of a file in place.
package func overwrite(_ path: String, at offset: UInt64, with bytes: [UInt8]) throws {
  let file = try FileHandle(forUpdating: URL(filePath: path))
  try file.seek(toOffset: offset)
  try file.write(contentsOf: bytes)
  try file.close()
}

/// How many bytes a file has.
package func size(_ path: String) throws -> Int {
  try Data(contentsOf: URL(filePath: path)).count
}
