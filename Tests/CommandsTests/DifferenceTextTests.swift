import Testing
import TextAnalysis

@testable import Commands

@Suite struct DifferenceTextTests {
  private let program = Terminal(isInteractive: false, width: 80)

  private static let changes: [(String?, String?, [String])] = [
    ("磁盘已满", "磁盘将满", ["  磁盘[-已-]{+将+}满"]), (nil, "新", ["  + 新"]), ("旧", nil, ["  - 旧"]),
    ("the disk is full", "no space left", ["  - the disk is full", "  + no space left"]),
    ("磁盘已满", "磁带很多吗呀", ["  - 磁盘已满", "  + 磁带很多吗呀"]),
    ("a b\u{1B}[2J c", "a b\u{7} c", ["  a b[-␛[2J-]{+␇+} c"]),
    ("one\ttwo", "one two", ["  one[-␉-]{+ +}two"]),
    ("停止\n删除旧文件\n重启", "停止\n删除新文件\n重启", ["  2. 删除[-旧-]{+新+}文件"]),
    ("停止\n重启", "停止\n等待\n重启\n完成", ["  2. + 等待", "  4. + 完成"]), ("停止\n重启", "重启", ["  1. - 停止"]),
    (nil, "停止\n重启", ["  1. + 停止", "  2. + 重启"]), ("同", "同", []),
  ]

  @Test(arguments: changes)
  func `a program gets what changed, marked as words of a diff`(
    old: String?, new: String?, expected: [String]
  ) {
    #expect(DifferenceText(from: old, to: new, program).lines(indent: 2) == expected)
  }

  @Test func `of a long stretch that stayed only what is beside a change is shown`() {
    let long = "零一二三四五六七八九十零一二三四五六七八九十"
    let lines = DifferenceText(
      from: long + "甲" + long + "丙" + long, to: long + "乙" + long + "丁" + long, program
    )
    .lines(indent: 0)
    #expect(
      lines == ["…三四五六七八九十[-甲-]{+乙+}零一二三四五六七…三四五六七八九十[-丙-]{+丁+}零一二三四五六七…"])
  }

  @Test func `a terminal with colour shows it by strokes, and nothing else`() {
    let colour = Terminal(isInteractive: true, width: 80, hasColour: true)
    #expect(
      DifferenceText(from: "磁盘已满", to: "磁盘将满", colour).lines(indent: 0).map(shown)
        == ["磁盘\u{1B}[31;9m已\u{1B}[0m\u{1B}[32;4m将\u{1B}[0m满"])
    #expect(
      DifferenceText(from: nil, to: "新", colour).lines(indent: 0).map(shown)
        == ["\u{1B}[32m+ 新\u{1B}[0m"])
  }

  @Test(arguments: [24, 40, 80])
  func `lines fit the terminal and keep every character and its style`(width: Int) {
    let old = "1\n请 check the disk 磁盘是否已满 and delete 旧文件后重试，否则 contact the administrator"
    let new = "1\n请 inspect the big disk 磁盘是否将满 and delete 新的文件后再试，或者 ask the administrator"
    for hasColour in [false, true] {
      let lines = DifferenceText(
        from: old, to: new, Terminal(isInteractive: true, width: width, hasColour: hasColour)
      ).lines(indent: 6).map(shown).map { without(escapes: $0) }
      for line in lines { #expect(displayWidth(line) <= width, "\(line)") }
      #expect(
        lines[0].hasPrefix("      2. 请")
          && lines.dropFirst().allSatisfy { $0.hasPrefix("         ") })
      let wide = DifferenceText(
        from: old, to: new, Terminal(isInteractive: true, width: 1000, hasColour: hasColour)
      ).lines(indent: 6).map(shown)
      #expect(wide.count == 1)
      #expect(
        lines.joined().filter { $0 != " " }
          == wide.map { without(escapes: $0) }.joined().filter { $0 != " " })
    }
  }

  private func without(escapes text: String) -> String {
    text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
  }

  @Test func `of thousands of lines that changed each is paired with the one it took the place of`()
  {
    let old = (0..<20_000).map { "\($0) before" }.joined(separator: "\n")
    let new = (0..<20_000).map { $0 == 7 ? "7 before" : "\($0) after" }.joined(separator: "\n")
    let changes = LineChange.between(old, new)
    #expect(changes.count == 19_999)
    #expect(changes.allSatisfy { $0.old != nil && $0.new != nil })
    #expect(changes.last?.number == 20_000)
  }
}
