/// A key that stands twice in one object of a JSON text; nil when none does.
///
/// The decoder would take one of the two and lose the other's value without a word. Keys are compared
/// as they are spelled; a text that is no JSON gives whatever it looks like.
/// See <https://www.rfc-editor.org/rfc/rfc8259#section-4>.
func repeatedKey(in bytes: [UInt8]) -> String? {
  /// The keys of the objects that are open; nil for an array.
  var open: [Set<ArraySlice<UInt8>>?] = []
  /// The last string, which is a key if a colon follows.
  var string: ArraySlice<UInt8> = []
  var index = 0
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "{"): open.append([])
    case UInt8(ascii: "["): open.append(nil)
    case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
    case UInt8(ascii: ":"):
      guard let last = open.indices.last, open[last] != nil else { break }
      if open[last]?.insert(string).inserted == false {
        return String(decoding: string, as: UTF8.self)
      }
    case UInt8(ascii: "\""):
      let start = index + 1
      index = start
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      string = bytes[start..<max(start, min(index, bytes.count))]
    default: break
    }
    index += 1
  }
  return nil
}
