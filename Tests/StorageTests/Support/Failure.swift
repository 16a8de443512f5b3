import Storage
import Testing

/// What `body` fails with; a test failure of its own if that is no `SQLiteError`.
func failure(_ body: () throws -> Void) -> SQLiteError? {
  do {
    try body()
    return nil
  } catch let error as SQLiteError {
    return error
  } catch {
    Issue.record(error)
    return nil
  }
}

/// An error that is none of SQLite's.
struct ChangeOfMind: Error, Equatable {}

extension Connection {
  /// The numbers in the first column of a query.
  borrowing func numbers(_ sql: String) throws -> [Int] { try query(sql) { $0.int(0) } }
}
