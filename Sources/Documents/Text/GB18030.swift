import CGB18030

/// The text of GB18030 bytes as UTF-8; nil when some of them are none.
///
/// The decoder of the WHATWG Encoding Standard, <https://encoding.spec.whatwg.org/#gb18030-decoder>,
/// with tables of our own: a static binary cannot load glibc's.
package func decodeGB18030(_ bytes: [UInt8]) -> [UInt8]? {
  var utf8: [UInt8] = []
  utf8.reserveCapacity(bytes.count + bytes.count / 2)
  var index = 0
  while index < bytes.count {
    if bytes[index] < 0x80 {
      utf8.append(bytes[index])
      index += 1
      continue
    }
    guard let (scalar, length) = gb18030Scalar(bytes[index...].prefix(4)),
      let encoded = UTF8.encode(scalar)
    else { return nil }
    utf8.append(contentsOf: encoded)
    index += length
  }
  return utf8
}

/// The character at the beginning of the bytes and how many of them it takes.
private func gb18030Scalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
  let first = bytes[bytes.startIndex]
  guard (0x81...0xFE).contains(first), bytes.count >= 2 else { return nil }
  let second = bytes[bytes.startIndex + 1]
  if (0x30...0x39).contains(second) {
    guard bytes.count == 4 else { return nil }
    let third = bytes[bytes.startIndex + 2]
    let fourth = bytes[bytes.startIndex + 3]
    guard (0x81...0xFE).contains(third), (0x30...0x39).contains(fourth) else { return nil }
    let pointer =
      ((Int(first - 0x81) * 10 + Int(second - 0x30)) * 126 + Int(third - 0x81)) * 10
      + Int(fourth - 0x30)
    return fourByteScalar(pointer).map { ($0, 4) }
  }
  guard second >= 0x40, second != 0x7F, second != 0xFF else { return nil }
  let trail = Int(second) - (second < 0x7F ? 0x40 : 0x41)
  let point = errkb_gb18030_two_byte_at(Int(first - 0x81) * 190 + trail)
  return Unicode.Scalar(point).map { ($0, 2) }
}

/// The character of a four-byte sequence, by the standard's ranges.
///
/// See <https://encoding.spec.whatwg.org/#index-gb18030-ranges-code-point>.
private func fourByteScalar(_ pointer: Int) -> Unicode.Scalar? {
  if pointer >= 189_000 { return Unicode.Scalar(UInt32(pointer - 189_000 + 0x10000)) }
  guard pointer < 39_420 else { return nil }
  // The last range that begins at or before the pointer; the first one begins at 0.
  var low = 0
  var high = errkb_gb18030_range_count
  while high - low > 1 {
    let middle = (low + high) / 2
    if Int(errkb_gb18030_range_at(middle).pointer) <= pointer {
      low = middle
    } else {
      high = middle
    }
  }
  let range = errkb_gb18030_range_at(low)
  return Unicode.Scalar(UInt32(range.code_point) + UInt32(pointer - Int(range.pointer)))
}

/// Whether the character has a place in GB 2312, the core that everyday Chinese text is made of:
/// lead bytes 0xA1...0xF7, trail bytes from 0xA1 on.
func isInGB2312(_ scalar: Unicode.Scalar) -> Bool { gb2312.contains(scalar.value) }

private let gb2312: Set<UInt32> = {
  var scalars: Set<UInt32> = []
  for lead in 0xA1...0xF7 {
    for trail in 0xA1...0xFE {
      scalars.insert(UInt32(errkb_gb18030_two_byte_at((lead - 0x81) * 190 + trail - 0x41)))
    }
  }
  return scalars
}()
