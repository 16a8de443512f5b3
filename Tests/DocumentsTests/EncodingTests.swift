import Catalog
import Glibc
import Testing

@testable import Documents

struct EncodingTests {
  private static let page = "| 错误码 | 说明 |\n|-|-|\n| 1001 | 用户名或密码不正确，请重新输入 |\n"
  private static let message = ["1001": "用户名或密码不正确，请重新输入"]

  @Test func `a page reads the same in every encoding`() throws {
    let utf8 = Array(Self.page.utf8)
    let little = Self.page.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = Self.page.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let cases: [([UInt8], TextEncoding)] = [
      (utf8, .utf8), ([0xEF, 0xBB, 0xBF] + utf8, .utf8WithBOM),
      ([0xFF, 0xFE] + little, .utf16LittleEndian), ([0xFE, 0xFF] + big, .utf16BigEndian),
      (little, .utf16LittleEndian), (big, .utf16BigEndian),
      (try #require(iconv(Self.page, to: "GB18030")), .gb18030),
      (try #require(iconv(Self.page, to: "GBK")), .gb18030),
    ]
    for (bytes, encoding) in cases {
      let document = try readDocument(bytes)
      #expect(document.encoding == encoding)
      #expect(document.messages() == Self.message)
      #expect(document.lines.total == 3 && document.diagnostics.isEmpty)
    }
  }

  @Test func `a bad byte costs its line and no other`() throws {
    var bytes = Array("| 错误码 | 说明 |\n|-|-|\n| 1 | 甲错误 |\n| 2 | 乙".utf8)
    bytes += [0xFF] + Array("错误 |\n| 3 | 丙错误 |\n".utf8)
    let document = try readDocument(bytes)
    #expect(document.encoding == .utf8)
    #expect(document.messages() == ["1": "甲错误", "3": "丙错误"])
    #expect(
      document.diagnostics == [
        Diagnostic(
          line: 4, severity: .error, message: "the line holds bytes that are no UTF-8 text")
      ])
    #expect(document.account == "2 2 0 0 1")
  }

  @Test func `a NUL byte costs its line and no other`() throws {
    let document = try read("| 错误码 | 说明 |\n|-|-|\n| 1 | 甲\0错误 |\n| 2 | 乙错误 |\n")
    #expect(document.messages() == ["2": "乙错误"])
    #expect(document.marks == ["3 error"] && document.account == "1 2 0 0 1")
  }

  @Test(arguments: [
    ([], DocumentError.empty), ([0x20, 0x0A, 0x0A], .empty), ([0xEF, 0xBB, 0xBF], .empty),
    (Array("\u{3000}\n".utf8), .empty),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], .binary),
    ([0xFF, 0xD8, 0xFF, 0xE0, 0x00], .binary), (Array("PK\u{3}\u{4}".utf8), .binary),
    ([UInt8](repeating: 0, count: 100), .binary), ((0...255).map { UInt8($0) }, .binary),
    ([UInt8](repeating: 0xFF, count: 50), .unknownEncoding),
  ])
  func `what is no text is refused`(bytes: [UInt8], error: DocumentError) {
    #expect(throws: error) { try readDocument(bytes) }
  }

  @Test func `all one- and two-byte sequences decode as in glibc`() {
    var differences: [UInt16: [Unicode.Scalar]] = [:]
    for first in UInt8.min...UInt8.max {
      let ours = decodeGB18030([first])
      #expect(ours == fromGB18030([first]), "\(first)")
      for second in UInt8.min...UInt8.max where first >= 0x80 {
        let bytes = [first, second]
        let ours = decodeGB18030(bytes)
        let theirs = fromGB18030(bytes)
        if ours != theirs {
          differences[UInt16(first) << 8 | UInt16(second)] =
            [ours, theirs].compactMap { $0 }
            .flatMap { String(decoding: $0, as: UTF8.self).unicodeScalars }
        }
      }
    }
    // The WHATWG standard leaves six characters in the private area that glibc puts beyond the
    // basic plane.
    #expect(differences.keys.sorted() == [0xFE51, 0xFE52, 0xFE53, 0xFE6C, 0xFE76, 0xFE91])
    #expect(differences.values.allSatisfy { $0[0].properties.generalCategory == .privateUse })
  }

  @Test func `four-byte sequences decode as in glibc`() {
    var differences: [String] = []
    // All of the basic plane, and a part of what lies beyond.
    let pointers =
      Array(0..<39_500) + [188_999, 189_000] + Array(stride(from: 180_000, to: 1_260_000, by: 997))
    for pointer in pointers {
      let bytes = [
        UInt8(0x81 + pointer / 12_600), UInt8(0x30 + pointer / 1260 % 10),
        UInt8(0x81 + pointer / 10 % 126), UInt8(0x30 + pointer % 10),
      ]
      if decodeGB18030(bytes) != fromGB18030(bytes) {
        differences.append(bytes.map { String($0, radix: 16) }.joined())
      }
    }
    #expect(differences == Self.knownDifferences)
  }

  /// Characters the edition of 2022 gave two bytes.
  ///
  /// The WHATWG standard still reads their old four bytes as the same characters, glibc as private
  /// ones.
  private static let knownDifferences =
    (7...9).map { "8235903\($0)" } + (0...4).map { "8235913\($0)" }
    + (6...9).map { "8431823\($0)" } + (0...5).map { "8431833\($0)" }

  @Test(arguments: [
    [0x80], [0xFF], [0x81], [0x81, 0x7F], [0x81, 0x30], [0x81, 0x30, 0x81],
    [0x84, 0x31, 0xA5, 0x30],
  ])
  func `broken sequences do not decode`(bytes: [UInt8]) {
    #expect(decodeGB18030(bytes) == nil)
  }
}

/// The text in another encoding by glibc, the oracle of these tests.
private func iconv(_ text: String, to encoding: String) -> [UInt8]? {
  convert(Array(text.utf8), from: "UTF-8", to: encoding)
}

private func fromGB18030(_ bytes: [UInt8]) -> [UInt8]? {
  convert(bytes, from: "GB18030", to: "UTF-8")
}

private func convert(_ bytes: [UInt8], from: String, to: String) -> [UInt8]? {
  guard let descriptor = iconv_open(to, from) else { return nil }
  defer { iconv_close(descriptor) }
  var input = bytes.map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
  var inputLeft = input.count
  var outputLeft = output.count
  let capacity = outputLeft
  let result = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      var source = input.baseAddress
      var target = output.baseAddress
      return iconv(descriptor, &source, &inputLeft, &target, &outputLeft)
    }
  }
  guard result != -1, inputLeft == 0 else { return nil }
  return output.prefix(capacity - outputLeft).map { UInt8(bitPattern: $0) }
}
