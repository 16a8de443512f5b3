import Catalog
import TestSupport
import Testing

@Test(arguments: [
  ("", ""), (" ", ""), ("\u{3000}\u{200B}", ""), ("JOB_MANAGER_12020001", "JOB_MANAGER_12020001"),
  ("JOB_MANAGER.12020001", "JOB_MANAGER_12020001"),
  ("job-manager_12020001", "JOB_MANAGER_12020001"),
  ("job manager: 12020001", "JOB_MANAGER_12020001"), ("OptVerse_10000004", "OPTVERSE_10000004"),
  ("1.10", "1_10"), ("11.0", "11_0"), ("-1", "-1"), ("1", "1"), ("0029", "0029"), ("29", "29"),
  ("－１", "-1"), ("\u{2212}1", "-1"), ("\u{2013}1", "-1"), (" -1 ", "-1"), ("--1", "_1"),
  ("-x", "_X"), ("-", "_"), ("1-1", "1_1"), ("E\u{2010}1", "E_1"), ("E\u{2014}1", "E_1"),
  ("E－1", "E_1"),
  ("Ｅ１００１", "E1001"), ("e1001", "E1001"), ("A.B", "A_B"), ("A..B", "A_B"), ("A . B", "A_B"),
  ("A::B", "A_B"), ("A/B", "A_B"), ("A__B", "A_B"), ("_A", "_A"), ("A_", "A_"),
  ("A\u{3000}B", "A_B"),
  ("A\u{A0}B", "A_B"), ("A：B", "A_B"), ("0x1f", "0X1F"), ("错误 1", "错误_1"), ("ß", "SS"),
  ("E①", "E1"),
  ("A+B", "A+B"), ("A(1)", "A(1)"), ("\n1\t", "1"), ("E1001\u{FEFF}", "E1001"),
])
func `all spellings of a code share its key`(code: String, key: String) {
  #expect(CodeKey(code).text == key)
  #expect(CodeKey(code).isEmpty == key.isEmpty)
}

@Test(arguments: [
  ("1.10", "11.0"), ("-1", "1"), ("0029", "29"), ("2000", "2001"), ("1-1", "11"), ("A_B", "AB"),
  ("E1", "E01"), ("-1", "_1"), ("1", "１."), ("A", "A_"),
])
func `two codes have two keys`(left: String, right: String) {
  #expect(CodeKey(left) != CodeKey(right))
}

@Test(
  arguments: [
    ("1001", "1001"), ("-1", "1"), ("0029", "0029"), ("E1", nil), ("1.1", nil), ("", nil),
    ("-", nil),
    ("１２", "12"), ("一", nil),
  ] as [(String, String?)])
func `a key is a number when it is made of digits`(code: String, number: String?) {
  #expect(CodeKey(code).number.map(String.init) == number)
}

@Test(arguments: [
  ("1005", "1001", "1010", true), ("1001", "1001", "1010", true), ("1010", "1001", "1010", true),
  ("1000", "1001", "1010", false), ("1011", "1001", "1010", false), ("100A", "1001", "1010", false),
  ("01005", "1001", "1010", false), ("5", "1001", "1010", false), ("10050", "1001", "1010", false),
  ("E-1005", "E-1001", "E-1010", true), ("e_1005", "E-1001", "1010", true),
  ("1005", "E1001", "E1010", false),
  ("F1005", "E1001", "E1010", false), ("99", "98", "101", true), ("100", "98", "101", true),
  ("0100", "98", "101", false), ("102", "98", "101", false), ("050", "001", "100", true),
  ("50", "001", "100", false), ("-5", "1", "9", false), ("", "1", "9", false),
  ("E", "E1", "E9", false),
  ("5", "A", "B", false), ("1.5", "1.1", "1.9", true), ("2.5", "1.1", "1.9", false),
  ("0", "0", "12", true),
])
func `a code lies in a range by its number`(code: String, first: String, last: String, lies: Bool) {
  #expect(CodeKey(code).isWithin(CodeKey(first), CodeKey(last)) == lies)
}

@Test func `the short way for ASCII and the long way agree`() {
  var random = SeededGenerator(seed: 1)
  for _ in 0..<20_000 {
    let length = Int.random(in: 0...10, using: &random)
    // Letters and joints often, the rest of ASCII sometimes.
    let bytes = (0..<length).map { _ in
      Bool.random(using: &random)
        ? Array("aZ09_._- :/".utf8).randomElement(using: &random) ?? 0
        : UInt8.random(in: 0..<128, using: &random)
    }
    let code = String(decoding: bytes, as: UTF8.self)
    // Full width letters and a no-break space say the same, and are not ASCII.
    let scalars = code.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.value {
      case 0x21...0x7E: Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
      case 0x20: "\u{A0}"
      default: scalar
      }
    }
    #expect(
      CodeKey(code) == CodeKey(String(String.UnicodeScalarView(scalars))),
      "\(code.debugDescription)")
    #expect(CodeKey(CodeKey(code).text) == CodeKey(code), "\(code.debugDescription)")
  }
}
