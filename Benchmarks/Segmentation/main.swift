import Storage
import TextAnalysis

// Compares ways to index Chinese text with FTS5's stock tokenizers: overlapping pairs of characters,
// as errkb does it, single characters, and trigrams. For random substrings of 1, 2, 3, 4 and 6
// characters it prints how many of the texts that hold them are found (recall), how many of those
// found hold them (precision), and the processor time of one query ranked by bm25.
//
// Usage: segmentation-benchmark [TEXTS]

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 20_000
var random = SplitMix64(state: 7)
let texts = (0..<count).map { _ in madeUpText(&random) }
let schemes = [
  Scheme(name: "pairs", tokenizer: "unicode61", document: pairs, query: pairsQuery),
  Scheme(name: "single characters", tokenizer: "unicode61", document: singles, query: singlesQuery),
  Scheme(name: "trigrams", tokenizer: "trigram", document: { $0 }, query: { "\"\($0)\"" }),
]
print("\(count) texts of \(texts.map(\.count).reduce(0, +) / count) characters")
for scheme in schemes {
  let index = try Index(of: texts, by: scheme)
  print("\(scheme.name): \(try index.kibibytes()) KiB, \(rounded(index.seconds)) s to build")
  for length in [1, 2, 3, 4, 6] {
    var samples = SplitMix64(state: UInt64(length))
    let found = try (0..<50).map { _ in
      try index.look(for: substring(of: length, &samples), among: texts)
    }
    let sum = { (part: (Outcome) -> Int) in found.map(part).reduce(0, +) }
    let seconds = found.map(\.seconds).reduce(0, +) / Double(found.count)
    print(
      "  \(length) characters: recall \(share(sum(\.right), sum(\.wanted))), precision "
        + "\(share(sum(\.right), sum(\.found))), \(rounded(seconds * 1000)) ms")
  }
}

/// A way to write a text, and what is looked for, as tokens.
struct Scheme {
  let name: String
  let tokenizer: String
  let document: (String) -> String
  let query: (String) -> String
}

/// What a query found, against what it should have.
struct Outcome {
  var right: Int
  var found: Int
  var wanted: Int
  var seconds: Double
}

/// A full-text index of all texts.
struct Index: ~Copyable {
  private let connection: Connection
  private let scheme: Scheme
  let seconds: Double

  init(of texts: [String], by scheme: Scheme) throws {
    let connection = try Connection(path: ":memory:")
    try connection.execute(
      "CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = \(scheme.tokenizer))")
    let clock = ContinuousClock()
    let duration = try clock.measure {
      try connection.write {
        for (row, text) in texts.enumerated() {
          try connection.run(
            "INSERT INTO t (rowid, text) VALUES (?, ?)",
            [.integer(Int64(row)), .text(scheme.document(text))])
        }
      }
    }
    self.connection = connection
    self.scheme = scheme
    self.seconds = duration / .seconds(1)
  }

  /// The size of the index without the texts themselves.
  borrowing func kibibytes() throws -> Int {
    try connection.first("SELECT sum(length(block)) / 1024 FROM t_data") { $0.int(0) } ?? 0
  }

  borrowing func look(for text: String, among texts: [String]) throws -> Outcome {
    let wanted = Set(texts.indices.filter { texts[$0].contains(text) })
    var found: [Int] = []
    let duration = try ContinuousClock().measure {
      found = try connection.query(
        "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank", [.text(scheme.query(text))]
      ) { $0.int(0) }
    }
    return Outcome(
      right: found.count(where: wanted.contains), found: found.count, wanted: wanted.count,
      seconds: duration / .seconds(1))
  }
}

func pairs(_ text: String) -> String {
  var segmenter = Segmenter()
  return segmenter.segment(text)
}

func pairsQuery(_ text: String) -> String {
  guard let word = QueryWord(text) else { return "\"\"" }
  return "\"" + word.phrase.joined(separator: " ") + "\"" + (word.endsInPrefix ? " *" : "")
}

func singles(_ text: String) -> String {
  text.map { $0.unicodeScalars.allSatisfy(isHan) ? " \($0) " : String($0) }.joined()
}

func singlesQuery(_ text: String) -> String { "\"\(singles(text))\"" }

/// A sentence or two in the manner of error pages, from a vocabulary that repeats as theirs does.
func madeUpText(_ random: inout SplitMix64) -> String {
  let words = [
    "任务", "节点", "证书", "数据源", "实例", "镜像", "队列", "磁盘", "账号", "网关", "参数", "权限", "配额", "请求", "服务", "密码",
    "验证码", "管理员", "不存在", "已过期", "不合法", "失败", "异常", "超时", "为空", "正在", "运行", "停止", "创建", "删除", "更新",
    "查询", "联系", "检查", "确认", "重试", "的", "与", "在", "无法", "没有", "用户", "系统", "配置", "文件", "路径", "格式",
    "错误",
  ]
  var text = ""
  for index in 0..<30 {
    text += words[Int(random.next() % UInt64(words.count))]
    if index % 7 == 6 { text += "，" }
  }
  return text + "。"
}

/// A substring without punctuation of one of the texts.
func substring(of length: Int, _ random: inout SplitMix64) -> String {
  while true {
    let text = Array(texts[Int(random.next() % UInt64(texts.count))])
    let start = Int(random.next() % UInt64(text.count - length))
    let piece = text[start..<(start + length)]
    if !piece.contains("，") && !piece.contains("。") { return String(piece) }
  }
}

/// Random numbers that are the same in every run.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

func share(_ part: Int, _ whole: Int) -> String {
  whole == 0 ? "–" : "\(rounded(Double(part) * 100 / Double(whole))) %"
}

func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
