import CSQLite

/// What a call into SQLite came to, as the extended code that SQLite gave.
///
/// A code without a name here stays itself. In a pattern, a primary code stands for all its extended
/// ones: `catch where .busy ~= error.code` also holds for `.busySnapshot`; `==` compares exactly.
/// See <https://sqlite.org/rescode.html>.
package struct ResultCode: RawRepresentable, Hashable, Sendable {
  package var rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The kind of failure, without the detail that the extended code adds.
  package var primary: ResultCode { ResultCode(rawValue: rawValue & 0xFF) }

  /// Says whether `code` is `pattern`, or one of the extended codes of a primary `pattern`.
  package static func ~= (pattern: ResultCode, code: ResultCode) -> Bool {
    pattern == code || pattern == code.primary
  }
}

/// The primary codes.
extension ResultCode {
  /// `SQLITE_ERROR`: among others, SQL that does not compile.
  package static let error = ResultCode(rawValue: SQLITE_ERROR)
  /// `SQLITE_PERM`.
  package static let permission = ResultCode(rawValue: SQLITE_PERM)
  /// `SQLITE_ABORT`: a read was cut short because its transaction was rolled back.
  package static let abort = ResultCode(rawValue: SQLITE_ABORT)
  /// `SQLITE_BUSY`: another connection holds the lock.
  package static let busy = ResultCode(rawValue: SQLITE_BUSY)
  /// `SQLITE_LOCKED`: this connection itself is in the way.
  package static let locked = ResultCode(rawValue: SQLITE_LOCKED)
  /// `SQLITE_NOMEM`.
  package static let outOfMemory = ResultCode(rawValue: SQLITE_NOMEM)
  /// `SQLITE_READONLY`.
  package static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
  /// `SQLITE_INTERRUPT`: ``InterruptHandle/interrupt()`` was called.
  package static let interrupt = ResultCode(rawValue: SQLITE_INTERRUPT)
  /// `SQLITE_IOERR`.
  package static let ioError = ResultCode(rawValue: SQLITE_IOERR)
  /// `SQLITE_CORRUPT`: the file is damaged.
  package static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
  /// `SQLITE_FULL`: no room on the disk, or the limit of pages is reached.
  package static let full = ResultCode(rawValue: SQLITE_FULL)
  /// `SQLITE_CANTOPEN`.
  package static let cantOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
  /// `SQLITE_PROTOCOL`: the locks of a write-ahead log cannot be had.
  package static let lockingProtocol = ResultCode(rawValue: SQLITE_PROTOCOL)
  /// `SQLITE_SCHEMA`: the schema kept changing under a statement.
  package static let schema = ResultCode(rawValue: SQLITE_SCHEMA)
  /// `SQLITE_TOOBIG`: a value or an SQL text is over the limit.
  package static let tooBig = ResultCode(rawValue: SQLITE_TOOBIG)
  /// `SQLITE_CONSTRAINT`.
  package static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
  /// `SQLITE_MISMATCH`: a rowid that is not an integer.
  package static let mismatch = ResultCode(rawValue: SQLITE_MISMATCH)
  /// `SQLITE_MISUSE`: the library was called in a way it does not allow.
  package static let misuse = ResultCode(rawValue: SQLITE_MISUSE)
  /// `SQLITE_RANGE`: the values given are not as many as the SQL has parameters.
  package static let range = ResultCode(rawValue: SQLITE_RANGE)
  /// `SQLITE_NOTADB`: the file is something else than a database.
  package static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
}

/// The extended codes that callers tell apart; the header writes them as shifts, which Swift does
/// not import.
extension ResultCode {
  /// `SQLITE_CONSTRAINT_CHECK`.
  package static let constraintCheck = extended(SQLITE_CONSTRAINT, 1)
  /// `SQLITE_CONSTRAINT_FOREIGNKEY`.
  package static let constraintForeignKey = extended(SQLITE_CONSTRAINT, 3)
  /// `SQLITE_CONSTRAINT_NOTNULL`.
  package static let constraintNotNull = extended(SQLITE_CONSTRAINT, 5)
  /// `SQLITE_CONSTRAINT_PRIMARYKEY`.
  package static let constraintPrimaryKey = extended(SQLITE_CONSTRAINT, 6)
  /// `SQLITE_CONSTRAINT_TRIGGER`: a trigger called `RAISE`.
  package static let constraintTrigger = extended(SQLITE_CONSTRAINT, 7)
  /// `SQLITE_CONSTRAINT_UNIQUE`.
  package static let constraintUnique = extended(SQLITE_CONSTRAINT, 8)
  /// `SQLITE_CONSTRAINT_DATATYPE`: a value of another type than a STRICT table's column has.
  package static let constraintDataType = extended(SQLITE_CONSTRAINT, 12)
  /// `SQLITE_BUSY_SNAPSHOT`: a read cannot turn into a write, because others wrote since it began.
  package static let busySnapshot = extended(SQLITE_BUSY, 2)
  /// `SQLITE_CANTOPEN_ISDIR`.
  package static let cantOpenDirectory = extended(SQLITE_CANTOPEN, 2)
  /// `SQLITE_READONLY_DBMOVED`: the file was moved or deleted while it was open.
  package static let readOnlyMoved = extended(SQLITE_READONLY, 4)

  /// `SQLITE_READONLY_ROLLBACK`: a journal has to be rolled back, and the connection only reads.
  package static let readOnlyRollback = extended(SQLITE_READONLY, 3)
  /// `SQLITE_IOERR_SHORT_READ`: the file ends before what was to be read.
  package static let shortRead = extended(SQLITE_IOERR, 2)
  /// `SQLITE_IOERR_SHMSIZE`: the index of the write-ahead log cannot grow.
  package static let sharedMemorySize = extended(SQLITE_IOERR, 19)

  private static func extended(_ primary: Int32, _ detail: Int32) -> ResultCode {
    ResultCode(rawValue: primary | detail << 8)
  }
}
