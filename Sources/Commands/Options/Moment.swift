import KnowledgeStore

/// A day or a moment as it is typed; all times are UTC, as those of the history.
enum Moment: Equatable {
  /// The beginning of an ISO 8601 time, such as `2026-11-21` or `2026-11-21T08:30`.
  case written(String)
  /// So many days before now.
  case ago(days: Int)
  /// The beginning of today, or of so many days before.
  case day(before: Int)

  /// Reads a moment: a date, a time, `7d`, `2w`, `today` or `yesterday`.
  init(parsing argument: String) throws(Mistake) {
    if let moment = Self.named[argument.lowercased()] {
      self = moment
    } else if let days = Self.daysAgo(argument.lowercased()) {
      self = .ago(days: days)
    } else if let text = Self.writtenTime(argument) {
      self = .written(text)
    } else {
      throw Mistake()
    }
  }

  /// What is typed where a moment is wanted.
  struct Mistake: Error, CustomStringConvertible {
    var description: String {
      """
      a moment is a date such as 2026-11-21, a time such as 2026-11-21T08:30 (UTC), 7d, 2w, today \
      or yesterday
      """
    }
  }

  /// The moment as the history of a base writes times, or a beginning of that.
  func time(_ base: KnowledgeBase) throws -> String {
    switch self {
    case .written(let text): text
    case .ago(let days): try base.time(["-\(days) days"])
    case .day(let before): try base.time(["start of day", "-\(before) days"])
    }
  }

  private static let named = ["today": Moment.day(before: 0), "yesterday": .day(before: 1)]

  private static func daysAgo(_ text: String) -> Int? {
    let length = ["d": 1, "w": 7][text.last.map(String.init) ?? ""]
    // Five digits reach back two centuries.
    guard let length, (1...5).contains(text.count - 1),
      text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return Int(text.dropLast()).map { $0 * length }
  }

  private static func writtenTime(_ argument: String) -> String? {
    let pattern = "0000-00-00T00:00:00.000Z"
    var text = argument.replacing(" ", with: "T")
    // `Z` without the milliseconds, as `date -u` writes it.
    if text.last == "Z", text.utf8.count < pattern.utf8.count { text.removeLast() }
    guard text.utf8.count >= 4, text.utf8.count <= pattern.utf8.count,
      zip(text, pattern).allSatisfy({ typed, expected in
        expected == "0" ? typed.isASCII && typed.isNumber : typed == expected
      }), text.last == "Z" || text.last?.isNumber == true
    else { return nil }
    return isInCalendar(text) ? text : nil
  }

  /// Whether a beginning of a time, cut between two of its parts, is one that there is.
  private static func isInCalendar(_ text: String) -> Bool {
    let parts = text.split { "-T:.".contains($0) }
    let widths = [4, 2, 2, 2, 2, 2]
    // The milliseconds, which stand last, may be cut.
    guard zip(parts, widths).allSatisfy({ $0.utf8.count == $1 }) else { return false }
    let numbers = parts.prefix(widths.count).compactMap { Int($0) }
    let month = numbers.count > 1 ? numbers[1] : 1
    let isLeap =
      numbers[0].isMultiple(of: 4) && !numbers[0].isMultiple(of: 100)
      || numbers[0].isMultiple(of: 400)
    let days =
      switch month {
      case 2: isLeap ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    let ranges = [1...9999, 1...12, 1...days, 0...23, 0...59, 0...59]
    return zip(numbers, ranges).allSatisfy { $1.contains($0) }
  }
}
