import CSQLite
import Synchronization

/// Stops what a connection is doing, from any thread and at any time.
///
/// A query that is stopped throws ``ResultCode/interrupt``. Only what runs at that moment is stopped:
/// between two statements there is nothing to stop, so a long loop of short statements has to look
/// at a flag of its own, too. Once the connection is closed a call does nothing. Not for use inside a
/// signal handler, because it takes a lock. Wraps <https://sqlite.org/c3ref/interrupt.html>.
package final class InterruptHandle: Sendable {
  /// The address of the C connection while it is open; a number, because pointers are not Sendable.
  private let address: Mutex<UInt?>

  init(for connection: OpaquePointer) { address = Mutex(UInt(bitPattern: connection)) }

  /// Makes the statements that are running fail with ``ResultCode/interrupt``.
  package func interrupt() {
    address.withLock { address in
      guard let address else { return }
      sqlite3_interrupt(OpaquePointer(bitPattern: address))
    }
  }

  /// Says whether the connection is closed.
  var isForgotten: Bool { address.withLock { $0 == nil } }

  /// Closes the connection by `close` while nobody can interrupt it, and forgets it if that worked.
  func closing(_ close: () -> Int32) -> Int32 {
    address.withLock { address in
      let code = close()
      if code == SQLITE_OK { address = nil }
      return code
    }
  }
}
