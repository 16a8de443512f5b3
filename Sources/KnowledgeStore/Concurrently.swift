import Glibc
import Synchronization

/// Runs two bodies at once, the second on a thread of its own, and returns what both give.
///
/// Waits for both, also when one throws; the error of the first comes first. A plain POSIX thread,
/// since the concurrency runtime would start with the tool.
func concurrently<A, B: Sendable>(
  _ first: () throws -> A, _ second: @escaping @Sendable () throws -> B
) throws -> (A, B) {
  let job = Job(second)
  // Balanced by the thread's `takeRetainedValue`, or by ours where no thread could be made.
  let context = Unmanaged.passRetained(job)
  var thread = pthread_t()
  let code = pthread_create(
    &thread, nil,
    { argument in
      if let argument { Unmanaged<AnyJob>.fromOpaque(argument).takeRetainedValue().run() }
      return nil
    }, context.toOpaque())
  guard code == 0 else {
    context.release()
    return (try first(), try second())
  }
  let answer = Result { try first() }
  pthread_join(thread, nil)
  return (try answer.get(), try job.result())
}

/// What a thread does, whatever it returns.
private class AnyJob {
  func run() {}
}

private final class Job<Value: Sendable>: AnyJob {
  private let body: @Sendable () throws -> Value
  private let outcome = Mutex<Result<Value, any Error>?>(nil)

  init(_ body: @escaping @Sendable () throws -> Value) { self.body = body }

  override func run() {
    let result = Result { try body() }
    outcome.withLock { $0 = result }
  }

  /// What the body gave; it has to have run.
  func result() throws -> Value {
    if let result = outcome.withLock({ $0 }) { return try result.get() }
    return try body()
  }
}
