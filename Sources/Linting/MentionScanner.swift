import Catalog

/// Looks for codes around a place; it looks back, and to the end of a clause, over a bounded stretch.
struct MentionScanner {
  let scalars: [Unicode.Scalar]
  let system: String
  let prefix: [Unicode.Scalar]
  let digits: Int
  let letters: Int

  init(_ text: String, of entry: Entry) {
    scalars = Array(text.unicodeScalars)
    let shape = NumberedCode(entry.code)
    system = entry.system
    prefix = Array(shape.prefix.unicodeScalars)
    digits = shape.digits
    letters = prefix.count(where: \.isASCIILetter)
  }

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  func end(from start: Int, while matches: (Unicode.Scalar) -> Bool) -> Int {
    scalars[start...].firstIndex { !matches($0) } ?? scalars.count
  }

  func scalar(at index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  // MARK: Shapes

  /// The code that ends in a run of digits, if it certainly is one.
  ///
  /// - Parameter last: where the code before ended, which may have announced this one.
  func code(endingIn run: Range<Int>, after last: Int?) -> Range<Int>? {
    guard run.count == digits, let start = startOfPrefix(before: run.lowerBound),
      endsHere(run.upperBound)
    else { return nil }
    let code = start..<run.upperBound
    let name = text(start..<run.lowerBound).uppercased()
    let isStatus =
      digits == 3 && ["", "HTTP"].contains(name) && (100...599).contains(Int(text(run)) ?? 0)
    // A number of one or two digits is a step as likely.
    guard !isStatus, digits > 2 || !prefix.isEmpty else { return nil }
    let isCertain =
      letters > 2 && digits > 2 || isAnnounced(code)
      || last.map { isListed(code, after: $0) } == true
    return isCertain ? code : nil
  }

  /// Where the prefix of the entry's own code begins that ends at an index, whatever separators it is
  /// written with.
  private func startOfPrefix(before end: Int) -> Int? {
    var index = end
    var rest = prefix[...]
    while let last = rest.last {
      if rest.count == 1, last == "-" {
        // The sign of a number is no separator.
        guard scalar(at: index - 1) == "-" else { return nil }
        index -= 1
        rest = []
      } else if isSeparator(last) {
        let start = start(before: index, atMost: 3, while: isSeparator)
        guard start < index else { return nil }
        index = start
        rest = rest.dropLast()
        while rest.last.map(isSeparator) == true { rest = rest.dropLast() }
      } else {
        guard let scalar = scalar(at: index - 1), lowered(scalar) == lowered(last) else {
          return nil
        }
        index -= 1
        rest = rest.dropLast()
      }
    }
    // What goes on before is another word, a fraction or a signed number.
    guard let before = scalar(at: index - 1) else { return index }
    return before.isASCIIWord || isOne(of: ".+-−", before) && prefix.isEmpty ? nil : index
  }

  /// Whether nothing goes on after a code: no word, fraction, file name, unit or range.
  private func endsHere(_ end: Int) -> Bool {
    guard let next = scalar(at: end) else { return true }
    if next.isASCIIWord || isOne(of: "%‰°℃", next) { return false }
    let after = self.end(from: end + 1) { $0 == " " }
    guard let second = scalar(at: after) else { return true }
    if isOne(of: "-~–—～〜至到", next) { return !second.isASCIIWord }
    return !isOne(of: ".:,", next) || after > end + 1 || !second.isASCIIWord
  }

  // MARK: Backwards

  /// Where the scalars before `end` begin that all match.
  func start(
    before end: Int, atMost count: Int, while matches: (Unicode.Scalar) -> Bool
  ) -> Int {
    var start = end
    while start > 0, end - start < count, matches(scalars[start - 1]) { start -= 1 }
    return start
  }

  /// The word of ASCII letters that ends at an index, in lower case.
  func word(before end: Int) -> String? {
    let start = start(before: end, atMost: 24) { $0.isASCIILetter || $0 == "_" }
    guard start < end, !(scalar(at: start - 1).map(\.isASCIIWord) ?? false) else { return nil }
    return text(start..<end).lowercased()
  }

  func ends(with name: [Unicode.Scalar], at end: Int) -> Bool {
    end >= name.count && scalars[(end - name.count)..<end].elementsEqual(name)
  }
}

func isOne(of set: String, _ scalar: Unicode.Scalar?) -> Bool {
  scalar.map(set.unicodeScalars.contains) ?? false
}

/// What a code's key folds into `_`, blanks aside.
private func isSeparator(_ scalar: Unicode.Scalar) -> Bool { isOne(of: "_.:/-", scalar) }

func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
}
