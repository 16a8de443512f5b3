/// How the bytes of a PO file spell its text, as its header says.
package enum POCharset: Equatable, Sendable {
  /// UTF-8, or ASCII, which is a part of it.
  case utf8
  /// GB18030, of which GBK and GB 2312 are parts.
  case gb18030
  /// Another one, by the name it has there.
  case other(String)
  /// The header does not say, or there is none.
  case unnamed

  /// Looks for `charset=` in the header, whatever the bytes of the rest spell.
  package init(of bytes: [UInt8]) {
    self = .unnamed
    let label = Array("charset=".utf8)
    // The header comes first; what a translation says of charsets does not count.
    var ids = 0
    for line in bytes.split(separator: 0x0A, maxSplits: 1000) {
      if line.starts(with: "msgid".utf8) { ids += 1 }
      guard ids < 2 else { return }
      guard line.contains(UInt8(ascii: "=")), line.first == UInt8(ascii: "\"") || ids == 1 else {
        continue
      }
      let lowered = line.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      guard let start = lowered.firstRange(of: label)?.upperBound else { continue }
      let name = lowered[start...].prefix { !" \\\";\t\r".utf8.contains($0) }
      self.init(named: String(decoding: name, as: UTF8.self))
      return
    }
  }

  private init(named name: String) {
    self =
      switch name {
      // The template's own word for "fill me in".
      case "", "charset": .unnamed
      case "utf-8", "utf8", "ascii", "us-ascii": .utf8
      case "gbk", "gb2312", "gb18030", "cp936": .gb18030
      default: .other(name)
      }
  }
}
