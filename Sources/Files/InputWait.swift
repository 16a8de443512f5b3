import CFiles
import Glibc

/// Waits until there is something to read, or the input has come to its end; false when a signal came.
///
/// - Parameter mask: the signals that are blocked while this waits, in place of those that are blocked
///   now. A signal that is let through here and blocked before cannot be missed: see
///   <https://man7.org/linux/man-pages/man2/ppoll.2.html>.
package func waitForInput(_ descriptor: Int32, blocking mask: sigset_t) -> Bool {
  var mask = mask
  return errkb_wait_for_input(descriptor, &mask) >= 0 || errno != EINTR
}
