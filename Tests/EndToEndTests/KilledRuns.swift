import SystemPackage
import Testing

/// A call of the system at which a run is killed, before the call is done.
struct KillPoint: CustomStringConvertible {
  /// As strace names it.
  var call: String
  /// Which of the calls of that name, from 1.
  var number: Int

  var description: String { "\(call) \(number)" }

  /// What runs a command up to this point.
  var killer: String {
    "strace -f -qq -o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(number)"
  }
}

/// Whether runs can be killed at a call here.
let canKillAtCalls = ConditionTrait.enabled(
  "NOT TESTED: strace, which kills a run at a call of the system, does not work here"
) {
  try await works("\(KillPoint(call: "close", number: 1).killer) true; [ $? -eq 137 ]")
}

/// The calls by which a command opens, writes, orders, names and removes files, from a whole run.
///
/// Of calls that are many, such as writes, the first and the last are taken and some between.
///
/// - Parameter name: a part of the path of the files that matter; the others are only opened.
func killPoints(
  of command: String, at name: String, in folder: FilePath
) async throws -> [KillPoint] {
  let calls = [
    "openat", "pwrite64", "ftruncate", "fsync", "fdatasync", "link", "linkat", "rename", "renameat",
    "renameat2", "unlink", "unlinkat",
  ]
  let traced = try await shell(
    """
    strace -f -qq -e signal=none -e trace=\(calls.map { "?" + $0 }.joined(separator: ",")) \
      -o calls \(command) >/dev/null 2>&1 && cat calls; rm calls
    """, in: folder)
  var counts: [String: Int] = [:]
  var found: [String: [KillPoint]] = [:]
  // `4711 openat(AT_FDCWD, "kb.db", …`: calls are counted for each thread, and the first one writes.
  let lines = traced.output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
  for line in lines where line.count == 2 && line[0] == lines[0][0] {
    let text = line[1].drop { $0 == " " }
    let call = String(text.prefix { $0 != "(" })
    guard calls.contains(call) else { continue }
    counts[call, default: 0] += 1
    if call == "openat" && !text.contains(name) { continue }
    found[call, default: []].append(KillPoint(call: call, number: counts[call] ?? 0))
  }
  try #require(!found.isEmpty, "\(traced.error)")
  let most = 5
  return found.sorted { $0.key < $1.key }.flatMap { _, points in
    points.count <= most
      ? points : (0..<most).map { points[$0 * (points.count - 1) / (most - 1)] }
  }
}
