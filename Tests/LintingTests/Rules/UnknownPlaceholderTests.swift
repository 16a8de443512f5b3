import Catalog
import Testing

@testable import Linting

struct UnknownPlaceholderTests {
  private func uses(_ message: String, _ remedy: String) throws -> [String] {
    try faults(
      UnknownPlaceholder.rules, in: desk([.message(.english): message, .remedy(.english): remedy]))
  }

  @Test(arguments: [
    ("Seat {0} taken", "Free {1}.", "{1}"), ("Seat taken", "Free {0}.", "{0}"),
    ("Seat {seat} taken", "Free {seat} and {row}.", "{row}"), ("Seat {seat}", "Free {0}.", "{0}"),
    ("Seat {0}", "Free {1}, {2} or {3}, not {0}.", "{1}, {2} and {3}"),
    ("Seat {seat}", "释放座位{row_id}。", "{row_id}"), ("Seat taken", "Free %s.", "%s"),
    ("Seat %s taken", "Free %2$s.", "%2$s"), ("Seat %s taken", "Free {1}.", "{1}"),
    ("Seat ${seat}", "Free ${row}.", "${row}"), ("Seat %1 taken", "Free %2.", "%2"),
    ("Seat %(seat)s", "Free %(row)s", "%(row)s"), ("Seat %(seat)s", "Free {0}.", "{0}"),
  ])
  func `a placeholder that no message has is found`(
    message: String, remedy: String, unknown: String
  ) throws {
    #expect(try uses(message, remedy) == ["remedy.en: uses \(unknown), which no message has"])
  }

  @Test(arguments: [
    ("Seat {0} taken", "Free {0}."), ("Seat {0} taken", "Free { 0 } and `{0}`."),
    ("Seat {seat_id} taken", "Free {seat_id}."), ("Seat ${seat}", "Free {seat}."),
    // Those without a name are numbered from 0.
    ("Seat %s taken", "Free {0}."), ("Seat %s taken", "Free %s."), ("Seat {} taken", "Free {0}."),
    ("Seat %s %d", "Free %2$d."), ("Seat {0}", "Free %s."),
    // Names, where no message has names in the same form.
    ("Seat {0}", "Run: seats free -n {namespace}."), ("Seat taken", "seats --row {row}"),
    ("Seat taken", "Look into $HOME/seats and ${SEATS}."), ("Seat ${seat}", "cd $HOME"),
    ("Seat taken", "GET /v1/seats/{id}"), ("Seat taken", "Names are {row}-{seat}."),
    ("Seat taken", "Set %path%."), ("Seat taken", "Set %systemroot%."),
    ("Seat taken", "The answer is {}."), ("Seat taken", "80% of {\"a\": 1}"),
    // Parts of paths.
    ("Seat {seat}", "GET /v1/seats/{id}"), ("Seat {seat}", "Use ?seat={id}."),
    // What the reader fills in, and code.
    ("Seat <seat>", "Press <Enter>. Replace <your host>."), ("Seat {0}", "Run `free {1}`."),
    ("Seat {0}", "Run `awk '{print}'` and `date +%s`."),
    // How often, in a pattern.
    ("Seat taken", "A seat is `[A-Z]{2}\\d{4}`."), ("Seat taken", "A seat is [0-9]{4}."),
  ])
  func `a placeholder of a message, and what readers and programs fill in, is fine`(
    message: String, remedy: String
  ) throws {
    #expect(try uses(message, remedy) == [])
  }

  @Test func `a message of any language will do, and each step is looked at`() throws {
    let entry = desk([
      .message(.simplifiedChinese): "座位{0}", .message(.english): "Seat",
      .description(.english): "Seat {0} or {2}.",
      .remedy(.simplifiedChinese): "释放{0}。\n再试{1}。", .remedy(.english): "Free {0}.",
    ])
    #expect(
      try faults(UnknownPlaceholder.rules, in: entry) == [
        "remedy.zh-Hans: step 2 uses {1}, which no message has",
        "description.en: uses {2}, which no message has",
      ])
  }

  @Test func `as many names as fit into a text are looked at in time by its length`() throws {
    let names = (0..<50_000).map { "{seat\($0)}" }.joined()
    let entry = desk([.message(.english): "Seat {seat}", .description(.english): names])
    #expect(
      try faults(UnknownPlaceholder.rules, in: entry) == [
        "description.en: uses {seat0}, {seat1}, {seat2} and 49997 more, which no message has"
      ])
    let translated = desk([.message(.english): "Seat", .message(.simplifiedChinese): names])
    #expect(
      try faults(PlaceholderComparison.rules, in: translated) == [
        "message.en: lacks {seat0}, {seat1}, {seat2} and 49997 more, which the message in zh-Hans has"
      ])
  }
}
