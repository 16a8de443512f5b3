import TestSupport
import Testing
import TextAnalysis

@Test(
  arguments: [
    ("\u{0}", true), ("\u{8}", true), ("\t", false), ("\n", false), ("\u{B}", true), ("\r", true),
    ("\u{1B}", true), ("\u{1F}", true), (" ", false), ("~", false), ("\u{7F}", true),
    ("\u{85}", true), ("\u{9B}", true), ("\u{9F}", true), ("\u{A0}", false), ("\u{200D}", false),
    ("\u{2029}", false), ("\u{202A}", true), ("\u{202E}", true), ("\u{202F}", false),
    ("\u{2065}", false), ("\u{2066}", true), ("\u{2069}", true), ("\u{206A}", false), ("错", false),
  ] as [(Unicode.Scalar, Bool)])
func `controls and turns of direction are not seen`(scalar: Unicode.Scalar, isUnseen: Bool) {
  #expect(scalar.isUnseen == isUnseen)
}

@Test(
  arguments: [
    ("\u{7}", "U+0007"), ("\u{202E}", "U+202E"), ("😀", "U+1F600"),
  ] as [(Unicode.Scalar, String)])
func `a character is named by its number`(scalar: Unicode.Scalar, notation: String) {
  #expect(scalar.notation == notation)
}
