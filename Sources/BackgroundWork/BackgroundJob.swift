import Glibc
import Synchronization

/// Something that is done on a thread of its own from the moment it is made.
///
/// A plain POSIX thread, since the concurrency runtime would start with the tool. Nobody has to wait
/// for it: a job that is let go runs to its end.
package final class BackgroundJob<Value: Sendable>: Sendable {
  private let work: Work<Value>
  /// The thread until somebody has waited for it; nil where none could be made.
  private let thread: Mutex<pthread_t?>

  /// Starts a body; where no thread can be made, it runs when somebody waits for it.
  package init(_ body: @escaping @Sendable () throws -> Value) {
    let work = Work(body)
    // Balanced by the thread's `takeRetainedValue`, or here where there is none.
    let context = Unmanaged.passRetained(Runner { work.run() })
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Runner>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    if code != 0 { context.release() }
    self.work = work
    self.thread = Mutex(code == 0 ? thread : nil)
  }

  deinit {
    thread.withLock { if let thread = $0 { _ = pthread_detach(thread) } }
  }

  /// Waits for the end and returns what the body did, or throws what it threw.
  package func value() throws -> Value {
    thread.withLock {
      if let thread = $0 { _ = pthread_join(thread, nil) }
      $0 = nil
    }
    return try work.outcome()
  }
}

/// Runs two bodies at once, the second on a thread of its own, and returns what both give.
///
/// Waits for both, also when one throws; the error of the first comes first.
package func concurrently<A, B: Sendable>(
  _ first: () throws -> A, _ second: @escaping @Sendable () throws -> B
) throws -> (A, B) {
  let job = BackgroundJob(second)
  let answer = Result { try first() }
  let other = Result { try job.value() }
  return (try answer.get(), try other.get())
}

/// What a thread does, whatever comes of it: C hands over a pointer, which knows no type of value.
private final class Runner: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// A body and what came of it.
private final class Work<Value: Sendable>: Sendable {
  private let body: @Sendable () throws -> Value
  private let result = Mutex<Result<Value, any Error>?>(nil)

  init(_ body: @escaping @Sendable () throws -> Value) { self.body = body }

  func run() {
    let result = Result { try body() }
    self.result.withLock { $0 = result }
  }

  func outcome() throws -> Value {
    if let result = result.withLock({ $0 }) { return try result.get() }
    return try body()
  }
}
