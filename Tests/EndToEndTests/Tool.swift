import Foundation
import Subprocess
import SystemPackage
import Testing

/// What a command printed and how it ended.
struct CommandResult {
  var output: String
  var error: String
  var status: Int
}

/// The root of the package.
let packageRoot = FilePath(#filePath).removingLastComponent().removingLastComponent()
  .removingLastComponent()

/// Runs a line of shell with the built tool on the path, in surroundings that are the same everywhere.
///
/// A line that wants the base of all seeds, and does not want to see it made, copies it:
/// `install -Dm644 "$STARTER" data/errkb/errkb.db`.
func shell(_ line: String, in folder: FilePath) async throws -> CommandResult {
  // The tool is built beside the bundle of tests; another one, such as the static one that is
  // installed, is tried with ERRKB_TOOL_FOLDER.
  let tool =
    ProcessInfo.processInfo.environment["ERRKB_TOOL_FOLDER"] ?? Bundle.main.bundlePath
  var environment: [Environment.Key: String] = [
    "PATH": "\(tool):/usr/local/bin:/usr/bin:/bin", "HOME": folder.string,
    "XDG_DATA_HOME": folder.appending("data").string, "LC_ALL": "C.UTF-8", "COLUMNS": "80",
    "TERM": "dumb", "SOURCE_DATE_EPOCH": "0", "USER": "tester", "LOGNAME": "tester",
    "SEEDS": packageRoot.appending("Seeds").string,
  ]
  if line.contains("$STARTER") { environment["STARTER"] = try await starterBase.value.string }
  await turns.take()
  defer { Task { await turns.giveBack() } }
  let result = try await run(
    .path("/bin/sh"), arguments: ["-c", line], environment: .custom(environment),
    workingDirectory: folder, output: .string(limit: 1 << 24), error: .string(limit: 1 << 24))
  let status =
    switch result.terminationStatus {
    case .exited(let code): Int(code)
    case .signaled(let signal): 128 + Int(signal)
    }
  return CommandResult(
    output: result.standardOutput, error: result.standardError, status: status)
}

/// Lets so many lines of shell run at once: hundreds of processes would wait for each other's memory and
/// processor, and be no sooner done.
private actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func giveBack() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

private let turns = Turns(2 * ProcessInfo.processInfo.activeProcessorCount)

/// What `errkb import "$SEEDS"` makes, made once for all tests.
private let starterBase: Task<FilePath, any Error> = Task {
  let folder = try starterFolder.get()
  let made = try await shell("errkb import \"$SEEDS\"", in: folder)
  try #require(made.status == 0, "\(made.error)")
  return folder.appending("data/errkb/errkb.db")
}

/// The folder of the starter base, which is gone when the tests have ended.
private let starterFolder: Result<FilePath, any Error> = Result {
  atexit {
    // A folder that cannot be removed is no reason to fail.
    try? FileManager.default.removeItem(atPath: starterFolder.get().string)
  }
  return try newFolder()
}

private func newFolder() throws -> FilePath {
  let folder = FilePath(FileManager.default.temporaryDirectory.path)
    .appending("errkb-\(UUID().uuidString)")
  try FileManager.default.createDirectory(
    atPath: folder.string, withIntermediateDirectories: true)
  return folder
}

/// Runs a body in a folder of its own, which is gone afterwards.
func inTemporaryFolder<T>(_ body: (FilePath) async throws -> T) async throws -> T {
  let folder = try newFolder()
  defer {
    // A folder that cannot be removed is no reason to fail.
    try? FileManager.default.removeItem(atPath: folder.string)
  }
  return try await body(folder)
}

/// Files that a line of shell makes, made once for all tests that begin with them.
struct PreparedFiles {
  private let files: Task<[(name: String, bytes: Data)], any Error>

  /// - Parameter line: must end well and print nothing.
  init(_ names: String..., madeBy line: String) {
    files = Task {
      try await inTemporaryFolder { folder in
        let made = try await shell(line, in: folder)
        try #require(made.status == 0 && made.output.isEmpty, "\(made.output)\(made.error)")
        return try names.map { name in
          (name, try Data(contentsOf: URL(filePath: folder.appending(name).string)))
        }
      }
    }
  }

  /// Puts copies of the files into a folder.
  func copy(to folder: FilePath) async throws {
    for file in try await files.value {
      try file.bytes.write(to: URL(filePath: folder.appending(file.name).string))
    }
  }

  /// Runs a body in a folder of its own with copies of the files.
  func inFolder(_ body: (FilePath) async throws -> Void) async throws {
    try await inTemporaryFolder { folder in
      try await copy(to: folder)
      try await body(folder)
    }
  }
}

/// Whether a command ends well here.
func works(_ command: String) async throws -> Bool {
  try await inTemporaryFolder { try await shell(command, in: $0).status == 0 }
}

/// Writes a file.
func write(_ bytes: [UInt8], to path: FilePath) throws {
  try Data(bytes).write(to: URL(filePath: path.string))
}

/// Decodes an object.
func json(_ text: String) throws -> [String: Any] {
  let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
  return try #require(value as? [String: Any])
}
