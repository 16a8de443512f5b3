import TestSupport
import Testing
import TextAnalysis

@Suite struct TextDifferenceTests {
  @Test(arguments: [
    ("", "", ""), ("同", "同", "同"), ("", "新", "{+新+}"), ("旧", "", "[-旧-]"),
    ("磁盘已满", "磁盘将满", "磁盘[-已-]{+将+}满"),
    ("the disk is full", "the disk is very full", "the disk is {+very +}full"),
    ("connected", "connection", "[-connected-]{+connection+}"),
    ("don't stop", "do stop", "[-don't-]{+do+} stop"),
    ("wait 10ms", "wait 20ms", "wait [-10-]{+20+}ms"),
    ("返回-1", "返回1", "返回[--1-]{+1+}"), ("v1.10", "v1.11", "[-v1.10-]{+v1.11+}"),
    ("end.Then", "end.Now", "end.[-Then-]{+Now+}"), ("版本1.10", "版本1.11", "版本[-1.10-]{+1.11+}"),
    ("1-5", "1-6", "1-[-5-]{+6+}"),
    ("用户{0}不存在", "用户{10}不存在", "用户[-{0}-]{+{10}+}不存在"),
    ("port %1$d", "port %1$s", "port [-%1$d-]{+%1$s+}"),
    ("bk_biz_id 错误", "bk_job_id 错误", "[-bk_biz_id-]{+bk_job_id+} 错误"),
    ("エラー", "エラ", "エラ[-ー-]"), ("오류입니다", "오류임", "오류[-입니다-]{+임+}"),
    ("a\u{3000}b", "a b", "a[-\u{3000}-]{+ +}b"), ("a\r\nb", "a\nb", "a[-\r\n-]{+\n+}b"),
  ])
  func `characters of unspaced scripts change singly, words and the like as a whole`(
    old: String, new: String, expected: String
  ) {
    #expect(marked(TextDifference(from: old, to: new)) == expected)
  }

  @Test(arguments: [
    ("the disk full", "the memory low", "the [-disk full-]{+memory low+}"),
    ("磁盘已满载。", "内存已用完了。", "[-磁盘已满载-]{+内存已用完了+}。"),
    // Two small changes, and mere insertions, are told apart.
    ("删除，重试", "删掉，再试", "删[-除-]{+掉+}，[-重-]{+再+}试"),
    ("a, b", "new a, new b", "{+new +}a,{+ new+} b"),
    // A word that stayed is worth seeing.
    ("open disk failed", "close disk fully", "[-open-]{+close+} disk [-failed-]{+fully+}"),
  ])
  func `what is the same only by chance goes into the change`(
    old: String, new: String, expected: String
  ) {
    #expect(marked(TextDifference(from: old, to: new)) == expected)
  }

  @Test(arguments: UInt64(1)...40)
  func `the pieces make up both texts, and no two of a kind are neighbours`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let old = text(&random)
      let new = Bool.random(using: &random) ? text(&random) : edited(old, &random)
      let difference = TextDifference(from: old, to: new)
      #expect(oldText(difference).utf8.elementsEqual(old.utf8))
      #expect(newText(difference).utf8.elementsEqual(new.utf8), "\(old) → \(new)")
      for (left, right) in zip(difference.pieces, difference.pieces.dropFirst()) {
        #expect(follows(right, left), "\(difference.pieces)")
      }
    }
  }

  @Test func `of texts too long to compare only the ends are`() {
    let old = "始" + String(repeating: "甲乙", count: 1500) + "终"
    let new = "始" + String(repeating: "乙丙", count: 1500) + "终"
    let difference = TextDifference(from: old, to: new)
    #expect(
      difference.pieces == [
        .same("始"), .removed(String(old.dropFirst().dropLast())),
        .added(String(new.dropFirst().dropLast())), .same("终"),
      ])
  }

  @Test(arguments: [("", "", 1.0), ("ab", "", 0), ("磁盘已满", "磁盘将满", 0.75), ("同", "同", 1)])
  func `the shared part counts characters of both texts`(old: String, new: String, part: Double) {
    #expect(TextDifference(from: old, to: new).sharedPart == part)
  }

  /// The difference as `git diff --word-diff=plain` writes it.
  private func marked(_ difference: TextDifference) -> String {
    difference.pieces.map { piece in
      switch piece {
      case .same(let text): text
      case .removed(let text): "[-\(text)-]"
      case .added(let text): "{+\(text)+}"
      }
    }.joined()
  }

  private func oldText(_ difference: TextDifference) -> String {
    difference.pieces.map { piece in
      switch piece {
      case .same(let text), .removed(let text): text
      case .added: ""
      }
    }.joined()
  }

  private func newText(_ difference: TextDifference) -> String {
    difference.pieces.map { piece in
      switch piece {
      case .same(let text), .added(let text): text
      case .removed: ""
      }
    }.joined()
  }

  private func follows(_ right: TextDifference.Piece, _ left: TextDifference.Piece) -> Bool {
    switch (left, right) {
    case (.same, .same), (.removed, .removed), (.added, .added), (.added, .removed): false
    default: true
    }
  }

  private func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...30, using: &random)).map { _ in
      Self.samples.randomElement(using: &random) ?? ""
    }.joined()
  }

  private func edited(_ text: String, _ random: inout SeededGenerator) -> String {
    var characters = Array(text)
    for _ in 0..<3 where !characters.isEmpty {
      let place = Int.random(in: characters.indices, using: &random)
      characters[place...place] = Array(Self.samples.randomElement(using: &random) ?? "")[...]
    }
    return String(characters)
  }

  private static let samples = [
    "错", "误", "码", "，", "。", " ", "disk", "Full", "E1001", "-1", "1.10", "{0}", "{", "}", "%s",
    "%", "$", "<name>", "<", "\r\n", "\n", "カ", "오", "👩‍🚀", "🇨🇳", "’", "_", "-", ".",
  ]
}
