import Catalog
import TestSupport
import Testing

@Test(arguments: [
  ("E42", "", TranslationPlace.Part.message, "shop:E42/message"),
  ("E42", "linux", .description, "shop:E42#linux/description"),
  ("E42", "", .remedy, "shop:E42/remedy"), ("E42", "", .step(12), "shop:E42/remedy/12"),
  ("a/remedy/1", "", .message, "shop:a/remedy/1/message"),
  ("a:b", "", .step(1), "shop:a:b/remedy/1"),
  ("C#", "", .message, "shop:C##1/message"), ("#5", "x", .message, "shop:#5#x/message"),
  ("C#a", "", .message, "shop:C#a#1/message"), ("x", "50%", .message, "shop:x#50%25/message"),
  ("x", "a#%23", .message, "shop:x#a%23%2523/message"),
  ("\"q\" \\", "", .message, "shop:\"q\" \\/message"),
  ("\u{301}x", "\u{301}", .message, "shop:\u{301}x#\u{301}/message"),
])
func `a place is written so that it reads back`(
  code: String, variant: String, part: TranslationPlace.Part, text: String
) throws {
  let place = TranslationPlace(.init(system: "shop", code: code, variant: variant), part)
  #expect(place.description == text)
  let read = try #require(TranslationPlace(text))
  #expect(Array(read.entry.code.utf8) == Array(code.utf8))
  #expect(Array(read.entry.variant.utf8) == Array(variant.utf8))
  #expect(read == place)
}

@Test func `no two texts have one place, whatever their codes hold`() {
  var random = SeededGenerator(seed: 1)
  let pieces = ["/", "#", "1", "message", "remedy", "/remedy", "a", ":", "%", "23", "\u{301}"]
  for _ in 0..<2000 {
    func piece() -> String { pieces.randomElement(using: &random) ?? "" }
    let code = "x" + piece() + piece() + piece()
    let variant = Bool.random(using: &random) ? "" : "v" + piece() + piece()
    let parts: [TranslationPlace.Part] = [.message, .description, .remedy, .step(1), .step(23)]
    let place = TranslationPlace(
      .init(system: "shop", code: code, variant: variant),
      parts.randomElement(using: &random) ?? .message)
    let read = TranslationPlace(place.description)
    #expect(read == place)
    #expect(read.map { Array($0.entry.code.utf8) } == Array(code.utf8))
  }
}

@Test(arguments: [
  "", "message", "/message", "shop/message", "shop:/message", "shop:E42", "shop:E42/state",
  "Shop:E42/message", "shop:E42/remedy/0", "shop:E42/remedy/01", "shop:E42/remedy/x",
  "shop:E42/1", "shop: /message", ":E42/message",
])
func `what is no place is none`(text: String) {
  #expect(TranslationPlace(text) == nil)
}

@Test(arguments: [
  ("12 2026-11-21T10:03:15.123Z", HistoryMoment(batch: 12, at: "2026-11-21T10:03:15.123Z")),
  ("12", nil), ("x y", nil), ("", nil),
])
func `a moment is read as it is written`(text: String, moment: HistoryMoment?) {
  #expect(HistoryMoment(text) == moment)
  if let moment { #expect(moment.description == text) }
}
