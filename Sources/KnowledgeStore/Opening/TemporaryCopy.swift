import Storage

/// A copy of a database that can be written and is gone with its connection.
///
/// - Throws: `StoreError.noRoomForCopy`, besides what reading throws.
func temporaryCopy(of connection: borrowing Connection) throws -> Connection {
  do throws(SQLiteError) {
    return try connection.temporaryCopy()
  } catch {
    guard error.code.primary == .full else { throw error }
    throw StoreError.noRoomForCopy(folder: temporaryFolder, reason: error.message)
  }
}
