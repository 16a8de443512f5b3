import TextAnalysis

/// The address or path that an offset shows: the colon of `https://` and `C:\`, the first letter of
/// `www.`, or the first `/` of a path; nil where there is none.
///
/// It goes on to white space, a bracket that began before it, or a mark of full width, through letters
/// of any writing. The marks of the sentence around it are no part of it.
func address(
  at offset: Int, in scalars: [Unicode.Scalar], isFree: (Int) -> Bool
) -> Range<Int>? {
  guard let (start, rest, isPath) = beginning(of: offset, scalars) else { return nil }
  var end = rest
  var depth = 0
  while end < scalars.count, isFree(end), isPart(scalars[end], ofPath: isPath) {
    if scalars[end] == "(" { depth += 1 }
    if scalars[end] == ")" { depth -= 1 }
    // An address in parentheses ends with them.
    if depth < 0 { break }
    end += 1
  }
  while end > rest, ".,;:!?'*_".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
  guard end > rest else { return nil }
  // `启动 /停止` names two things, `/数据/备份` is a path.
  let isChoice =
    scalars[start] == "/" && isHan(scalars[rest])
    && !scalars[rest..<end].contains { $0 == "/" || $0 == "\\" }
  return isChoice ? nil : start..<end
}

/// Where an address starts that an offset shows, and where what may not be missing begins.
private func beginning(
  of offset: Int, _ scalars: [Unicode.Scalar]
) -> (start: Int, rest: Int, isPath: Bool)? {
  func scalar(_ index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }
  switch scalars[offset] {
  case ":" where scalars[offset...].starts(with: "://".unicodeScalars):
    var start = offset
    while start > 0, offset - start < 20, isPartOfScheme(scalars[start - 1]) { start -= 1 }
    return start < offset ? (start, offset + 3, false) : nil
  case ":" where scalar(offset + 1) == "\\" || scalar(offset + 1) == "/":
    // The letter of a drive.
    guard scalar(offset - 1)?.isASCIILetter == true, scalar(offset - 2)?.isASCIIWord != true else {
      return nil
    }
    return (offset - 1, offset + 2, true)
  case "w" where scalars[offset...].starts(with: "www.".unicodeScalars):
    return scalar(offset - 1)?.isASCIIWord == true ? nil : (offset, offset + 4, false)
  case "/":
    var start = offset
    while start > 0, offset - start < 2, "~.".unicodeScalars.contains(scalars[start - 1]) {
      start -= 1
    }
    guard scalar(start - 1).map(mayStandBeforePath) ?? true, let next = scalar(offset + 1),
      next.isASCIIWord || isHan(next)
    else { return nil }
    return (start, offset + 1, true)
  default: return nil
  }
}

private func mayStandBeforePath(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isBlank || scalar.isSentenceMark || "\"'([（【“‘「『《".unicodeScalars.contains(scalar)
}

private func isPartOfScheme(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCIILetter || scalar.isASCIIDigit || "+-.".unicodeScalars.contains(scalar)
}

private func isPart(_ scalar: Unicode.Scalar, ofPath isPath: Bool) -> Bool {
  guard scalar.isASCII else {
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
  if scalar == "\\" { return isPath }
  return (0x21...0x7E).contains(scalar.value) && !"\"<>`^|[]".unicodeScalars.contains(scalar)
}
