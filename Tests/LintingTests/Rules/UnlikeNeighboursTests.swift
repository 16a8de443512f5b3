import Catalog
import Testing

@testable import Linting

struct UnlikeNeighboursTests {
  private func sentences(_ code: String, usual: Int?) throws -> [String] {
    var surroundings = Surroundings()
    surroundings.usualDigits = { _, _ in usual }
    return try faults([.unlikeNeighbours], in: desk(code: code), surroundings)
  }

  @Test(arguments: [
    ("53001", 4, "has 5 digits, where nearly all codes of desk have 4"),
    ("3", 4, "has 1 digit, where nearly all codes of desk have 4"),
    (
      "Seat_100000004", 8,
      "has 9 digits, where nearly all codes of desk that begin with Seat_ have 8"
    ),
  ])
  func `a digit too many or too few is found`(code: String, usual: Int, sentence: String) throws {
    #expect(try sentences(code, usual: usual) == ["code: " + sentence])
  }

  @Test(arguments: [("5300", 4), ("Seat_10000004", 8), ("53001", nil), ("ErrSeat", 4)])
  func `codes as long as their neighbours, or without any, are fine`(
    code: String, usual: Int?
  ) throws {
    #expect(try sentences(code, usual: usual) == [])
  }
}
