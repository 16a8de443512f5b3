import Catalog
import Testing

struct TextRulesTests {
  @Test func `the control characters of a text are those that Unicode calls so`() {
    let refused = (0...0x2FFF).compactMap(Unicode.Scalar.init).filter {
      textComplaint(about: "a\($0)b", called: "message.en") != nil
    }
    let controls = (0...0x2FFF).compactMap(Unicode.Scalar.init).filter {
      $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
    }
    #expect(refused == controls)
  }

  @Test func `punctuation that begins with the bytes of control characters is text`() {
    let text = "任务“1”不存在，请检查…\u{A0}°C\tü\n。"
    #expect(textComplaint(about: text, called: "message.zh-Hans") == nil)
  }
}
