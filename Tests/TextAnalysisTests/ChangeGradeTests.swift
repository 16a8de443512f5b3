import Testing
import TextAnalysis

@Suite struct ChangeGradeTests {
  private static let changes: [(String?, String?, ChangeGrade)] = [
    (nil, nil, .none), (nil, "", .none), ("同", "同", .none), ("e\u{301}", "é", .none),
    // Marks, blanks and widths.
    ("磁盘已满", "磁盘已满。", .cosmetic), ("磁盘full", "磁盘 full", .cosmetic),
    ("错误：重试", "错误:重试", .cosmetic), ("ＩＤ为１", "ID为1", .cosmetic), ("a, b", "a,b", .cosmetic),
    ("don't", "don’t", .cosmetic), ("sign-in", "sign in", .cosmetic), ("**注意**", "注意", .cosmetic),
    ("【{0}】不存在", "[{0}] 不存在", .cosmetic), ("｛0｝", "{0}", .cosmetic), ("{ 0 }", "{0}", .cosmetic),
    ("1~5", "1-5", .cosmetic), ("1-5", "1 - 5", .cosmetic), ("\u{2212}1", "-1", .cosmetic),
    ("• 重试", "■重试", .cosmetic), ("a\r\nb", "a\nb", .cosmetic), ("E-1", "E 1", .cosmetic),
    ("--1", "1", .cosmetic),
    // Words.
    ("磁盘已满", "磁盘将满", .wording), ("Disk", "disk", .wording), ("now here", "nowhere", .wording),
    ("三次", "四次", .wording), ("50%", "50", .wording), ("bk_id", "bk id", .wording),
    ("{0} of {1}", "{1} of {0}", .wording), ("{0}{1}", "{1}{0}", .wording),
    ("-1 和 1", "1 和 -1", .wording), ("a < 1", "a > 1", .wording), ("1 2", "1/2", .wording),
    // Placeholders, numbers, and texts that come and go.
    ("{0}", "{1}", .substance), ("{0}", "{0}{0}", .substance), ("{0}", "0", .substance),
    ("%s", "%d", .substance), ("${x}", "{x}", .substance), ("<host>", "host", .substance),
    ("返回-1", "返回1", .substance), ("1.10", "11.0", .substance), ("0029", "29", .substance),
    ("E1001", "E1002", .substance), ("1 2", "12", .substance), ("每 3 次", "每 ５ 次", .substance),
    (nil, "新", .substance), ("旧", nil, .substance), (" ", "新", .substance), ("旧", "", .substance),
  ]

  @Test(arguments: changes)
  func `a change weighs what a reader would say`(old: String?, new: String?, grade: ChangeGrade) {
    #expect(ChangeGrade(from: old, to: new) == grade)
    #expect(ChangeGrade(from: new, to: old) == grade)
  }

  @Test func `grades are ordered`() {
    let grades: [ChangeGrade] = [.substance, .none, .wording, .cosmetic]
    #expect(grades.sorted() == [.none, .cosmetic, .wording, .substance])
  }
}
