/// Names things in a sentence: `a`, `a and b`, `a, b and c`, and of many the first few.
func listed(_ things: [String]) -> String {
  let shown = things.count > 4 ? things.prefix(3) + ["\(things.count - 3) more"] : things[...]
  guard let last = shown.last, shown.count > 1 else { return things.first ?? "" }
  return shown.dropLast().joined(separator: ", ") + " and " + last
}
