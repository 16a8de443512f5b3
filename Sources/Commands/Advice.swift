import Catalog
import KnowledgeStore
import TextAnalysis

/// What the command that runs was given that a command it prints has to repeat.
enum Invocation {
  /// The file of `--db`; nil where the base is that of the surroundings, which stay the same.
  @TaskLocal static var namedBase: String?

  /// Finds the file of `--db` among arguments in the parser's form.
  static func namedBase(in arguments: [String]) -> String? {
    var named: String?
    var rest = arguments.prefix { $0 != "--" }
    while let argument = rest.popFirst() {
      if argument == "--db" { named = rest.popFirst() ?? named }
      if argument.hasPrefix("--db=") { named = String(argument.dropFirst("--db=".count)) }
    }
    return named
  }
}

/// A command of errkb as it is typed in a shell, to be copied as it stands.
///
/// - Parameters:
///   - words: the verb, and options with their values.
///   - operands: what the verb is about; one that begins as an option does is kept apart from them.
///   - base: the file to name with `--db`; by default the one that was named so.
func commandLine(
  _ words: String..., operands: [String] = [], base: String? = Invocation.namedBase
) -> String {
  var line = ["errkb"]
  if let base { line += base.hasPrefix("-") ? ["--db=" + base] : ["--db", base] }
  line += words
  if operands.contains(where: { $0.hasPrefix("-") && $0 != "-" }) { line.append("--") }
  return (line + operands).map(shellWord).joined(separator: " ")
}

/// What to do about a problem, with the commands that do it; nil where the sentence says it all.
func hint(for problem: any Problem) -> String? {
  switch problem {
  case let error as StoreError: error.hint
  case let error as EditError: error.hint
  case let error as SnapshotError: error.hint
  case let error as ImportError: error.hint
  default: nil
  }
}

extension StoreError {
  /// What to do about it.
  var hint: String? {
    switch self {
    case .missing(let path):
      "to create it: " + commandLine("import", operands: ["PATH"], base: path)
    case .cannotOpen: "check the path, or name another file with --db"
    case .notADatabase, .foreign: "name another file with --db"
    case .newer, .unknownMigration: "update errkb to open it"
    case .outdated(let path): "to bring it up to date: " + commandLine("reindex", base: path)
    case .snapshot(let path):
      "to make a base of it: " + commandLine("export", "--format", "jsonl", base: path) + " | "
        + commandLine("import", operands: ["-"], base: "NEW.db")
    case .outdatedSnapshot: "get a newer one, or read it with sqlite3"
    case .noSnapshot(let path): "to check it: " + commandLine("doctor", base: path)
    case .editedMigration: "export it with the errkb that made it, and import that anew"
    case .damaged(let path, _):
      "restore a copy, or save what can still be read: "
        + "sqlite3 \(shellWord(path)) .dump | sed 's/^ROLLBACK.*/COMMIT;/' | sqlite3 NEW.db && "
        + commandLine("doctor", "--fix", base: "NEW.db")
    case .damagedContent: "correct the row with sqlite3, or restore a copy"
    case .altered(let path, _):
      "drop what another tool added with sqlite3, or restore a copy; to see all that differs: "
        + commandLine("doctor", base: path)
    case .foreignTable:
      "make that table without REFERENCES, or take its rows away with sqlite3"
    case .damagedIndex(let path, _):
      "to build it anew: " + commandLine("reindex", "--all", base: path)
    case .restoredDump(let path), .unfinishedWrite(let path, _):
      "to fix that: " + commandLine("doctor", "--fix", base: path)
    case .snapshotWithSideFile(let path, let sideFile):
      "get the snapshot anew, or move \(sideFile) away if you trust \(path) alone"
    case .foreignJournal:
      "find out where it comes from before you do anything else: it may hold a write that was cut off"
    case .foreignSideFile, .sideFileInTheWay: "when nobody has the base open, remove it"
    case .noRoomForCopy: "set TMPDIR to a folder with more room"
    case .foreignLink: nil
    case .locked: "try again when it has finished"
    case .readOnly: "check its permissions and those of its folder"
    case .unmergedLog: "copy both files to another folder"
    case .full: "free some and try again"
    case .interrupted: nil
    case .other: isInputOutput ? "check the disk and its limits" : nil
    }
  }
}

extension EditError {
  /// What to do about it.
  var hint: String? {
    switch self {
    case .noSuchEntry(_, let near):
      near.isEmpty ? "to see what there is: " + commandLine("list") : nil
    case .noSuchSystem(_, let near):
      near.isEmpty ? "to see what there is: " + commandLine("systems") : nil
    case .noSuchDocument: "to see what there is: " + commandLine("documents")
    case .exists(let address):
      "add another meaning of the code with --variant LABEL, or change what is there: "
        + commandLine("edit", operands: [address])
    case .systemExists(let slug):
      "to change it: " + commandLine("systems", "set", operands: [slug, "FIELD=VALUE"])
        + "\nto give it another slug: " + commandLine("systems", "rename", operands: [slug, "NEW"])
    case .systemInUse: "take them away with it by --force"
    case .moved(let address, _, _, _):
      "to see what changed: " + commandLine("history", operands: [address])
    case .nothingToRevert(let address, let batch):
      "to remove it: " + commandLine("rm", operands: [address])
        + "\nto take back all that came with it: "
        + commandLine("revert", "--batch", String(batch))
    case .noSuchBatch(_, let newest):
      newest > 0 ? "to see them: " + commandLine("history", "--batches") : nil
    case .settled: "to see what is open: " + commandLine("review")
    case .changedSince:
      "keep what came later with --on-conflict ours, or lose it with --on-conflict theirs"
    case .ambiguous, .documentExists, .invalid, .clash, .noSuchRevision: nil
    }
  }
}

extension SnapshotError {
  /// What to do about it.
  var hint: String? {
    switch self {
    case .exists: "replace it with --force"
    case .isFolder(let path):
      "name the file, such as \(path.hasSuffix("/") ? path : path + "/")errkb.db"
    case .isSpecial: "a snapshot is a file; name one"
    case .isTheBase, .isSideFile: "name another file for the snapshot"
    case .isABase: "name another file, or remove it first"
    case .foreignLink: nil
    case .hasJournal: "close it, or remove both files"
    case .inProgress: "try again when it has finished"
    case .cannotWrite: "check the folder and the disk, or name another path"
    case .unsettled(let path): "to take that in: " + commandLine("reindex", base: path)
    case .unsound: "to see what is wrong in the base: " + commandLine("doctor")
    }
  }
}

extension ImportError {
  /// What to do about it.
  var hint: String? {
    switch self {
    case .tooManyWithdrawn: "if that is right, import again with --allow-withdrawn"
    case .similarDocument(_, _, let known, _, _):
      "if it is a new version of that, import it with --document \(shellWord(known)); "
        + "if it is a document of its own, with --new-document"
    case .conflicts: "import with --on-conflict review to decide one by one"
    }
  }
}

/// What to do where texts differ here and in a file, and nobody can tell which is right.
let conflictHint =
  "import again with --on-conflict ours to keep what is here, "
  + "or with --on-conflict theirs to take the file's"
