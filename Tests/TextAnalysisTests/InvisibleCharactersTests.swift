import Testing
import TextAnalysis

@Test(arguments: [
  ("plain 文字\n\t“x” — 😀", "plain 文字\n\t“x” — 😀"),
  ("\u{1B}[31m\u{7}\r\u{8}\u{0}", "⟨1B⟩[31m⟨7⟩⟨D⟩⟨8⟩⟨0⟩"), ("\u{7F}\u{85}\u{9B}", "⟨7F⟩⟨85⟩⟨9B⟩"),
  ("a\u{202E}b\u{2066}c\u{61C}d\u{200F}", "a⟨202E⟩b⟨2066⟩c⟨61C⟩d⟨200F⟩"),
  ("\u{2028}\u{2029}", "⟨2028⟩⟨2029⟩"),
  ("E\u{200B}1\u{2060}\u{FEFF}\u{AD}\u{34F}", "E⟨200B⟩1⟨2060⟩⟨FEFF⟩⟨AD⟩⟨34F⟩"),
  ("\u{FFF9}a\u{FFFA}b\u{FFFB}", "⟨FFF9⟩a⟨FFFA⟩b⟨FFFB⟩"),
  ("🏴\u{E0067}\u{E007F}", "🏴⟨E0067⟩⟨E007F⟩"), ("\u{3164}\u{115F}\u{FFA0}", "⟨3164⟩⟨115F⟩⟨FFA0⟩"),
  ("\u{1D173}\u{10FFFF}\u{1FFFE}", "⟨1D173⟩⟨10FFFF⟩⟨1FFFE⟩"),
  // Persian and Devanagari letters, a family, a heart on fire, a keycap, a variant of a Han character.
  ("می\u{200C}خواهم क्\u{200D}ष", "می\u{200C}خواهم क्\u{200D}ष"), ("👨\u{200D}👩", "👨\u{200D}👩"),
  ("❤\u{FE0F}\u{200D}🔥 1\u{FE0F}\u{20E3}", "❤\u{FE0F}\u{200D}🔥 1\u{FE0F}\u{20E3}"),
  ("葛\u{E0100}", "葛\u{E0100}"),
  ("E1\u{200D} a\u{200C}b 1\u{FE0F}", "E1⟨200D⟩ a⟨200C⟩b 1⟨FE0F⟩"),
  ("م\u{200C}\u{200C}\u{200D}", "م\u{200C}⟨200C⟩⟨200D⟩"), ("\u{200D}", "⟨200D⟩"), ("", ""),
])
func `what a reader cannot see is replaced, and what letters need stays`(
  text: String, expected: String
) {
  #expect(
    replacingInvisible(in: text) { "⟨\(String($0.value, radix: 16, uppercase: true))⟩" } == expected
  )
}

/// A text that holds only the scalar must not pass as one that surely has nothing to replace.
@Test func `no invisible character passes by the quick look`() {
  for value in UInt32(0)...0x10FFFF {
    guard let scalar = Unicode.Scalar(value), scalar.isInvisible else { continue }
    let text = "x" + String(scalar) + "y"
    #expect(replacingInvisible(in: text) { _ in "" } == "xy", "\(scalar.notation)")
  }
}

@Test(arguments: [
  (#"{"a":"b\n错"}"#, #"{"a":"b\n错"}"#),
  ("{\"\u{202E}\":\"\u{7F}\u{E0041}\u{200B}\"}", #"{"\u202e":"\u007f\udb40\udc41\u200b"}"#),
])
func `JSON escapes what a reader cannot see`(json: String, expected: String) {
  #expect(escapingInvisible(inJSON: json) == expected)
}
