/// The steps of a remedy: cut at line breaks and at numbers that count up from 1, never at
/// punctuation.
///
/// The numbers and the marks of list items are left out.
func remedySteps(_ source: String) -> [String] {
  guard mayHaveSeveralSteps(source) else { return source.isEmpty ? [] : [source] }
  let lines = source.split(separator: "\n").map { trimmed($0) }.filter { !$0.isEmpty }
  var steps: [String] = []
  var expected = 1
  for line in lines {
    var rest = Array(line.unicodeScalars)[...]
    if lines.count > 1 { rest = withoutBullet(rest) }
    if let marker = stepMarker(rest, at: rest.startIndex, number: expected) {
      rest = rest.dropFirst(marker.length)
      expected += 1
      // Further numbers of the same style on the same line.
      while let (index, length) = nextMarker(in: rest, number: expected, style: marker.style) {
        steps.append(text(rest[..<index]))
        rest = rest[(index + length)...]
        expected += 1
      }
    }
    steps.append(text(rest))
  }
  // A number that nothing follows counts no steps; it is part of the text.
  if expected == 2 { return lines.map { text(withoutBullet(Array($0.unicodeScalars)[...])) } }
  return steps.filter { !$0.isEmpty }
}

/// Whether there is a line break, or a number for the first step.
private func mayHaveSeveralSteps(_ source: String) -> Bool {
  source.utf8.contains(UInt8(ascii: "\n"))
    || source.unicodeScalars.first.map { "1(（①".unicodeScalars.contains($0) } ?? false
}

/// How a number is marked: `1.`, `1、`, `1)`, `（1）`, `①`.
private enum MarkerStyle: Equatable {
  case followed(by: Unicode.Scalar)
  case inParentheses
  case circled
}

private typealias Scalars = ArraySlice<Unicode.Scalar>

private func text(_ scalars: Scalars) -> String {
  var text = String.UnicodeScalarView()
  text.append(contentsOf: scalars)
  return trimmed(String(text))
}

private func withoutBullet(_ line: Scalars) -> Scalars {
  guard let first = line.first, let second = line.dropFirst().first else { return line }
  if "•·●▪◦".unicodeScalars.contains(first) { return line.dropFirst() }
  return "-*+".unicodeScalars.contains(first) && second == " " ? line.dropFirst(2) : line
}

private func nextMarker(
  in line: Scalars, number: Int, style: MarkerStyle
) -> (index: Int, length: Int)? {
  for index in line.indices.dropFirst() {
    // Inside a word or a number, a digit counts nothing.
    let before = line[index - 1].properties
    if before.numericType != nil || before.isAlphabetic && !isIdeographic(line[index - 1]) {
      continue
    }
    if let marker = stepMarker(line, at: index, number: number), marker.style == style {
      return (index, marker.length)
    }
  }
  return nil
}

private func isIdeographic(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x2E80 }

/// The marker of the number at an index; nil where something else stands there.
private func stepMarker(
  _ line: Scalars, at start: Int, number: Int
) -> (style: MarkerStyle, length: Int)? {
  guard start < line.endIndex else { return nil }
  let first = line[start]
  // ① to ⑳.
  if (1...20).contains(number), first.value == 0x245F + UInt32(number) { return (.circled, 1) }
  let isOpen = first == "(" || first == "（"
  let digitsStart = isOpen ? start + 1 : start
  let digits = Array(String(number).unicodeScalars)
  let end = digitsStart + digits.count
  guard end < line.endIndex, line[digitsStart..<end].elementsEqual(digits) else { return nil }
  let mark = line[end]
  if isOpen { return mark == ")" || mark == "）" ? (.inParentheses, end + 1 - start) : nil }
  guard ".、)）．".unicodeScalars.contains(mark) else { return nil }
  // `1.5` is a number and `1.x` a version.
  if mark == ".", end + 1 < line.endIndex {
    let next = line[end + 1].properties
    if next.numericType != nil { return nil }
  }
  return (.followed(by: mark), end + 1 - start)
}
