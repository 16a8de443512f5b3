/// A value that is made when it is first asked for, and kept.
final class Once<Value> {
  private var value: Value?

  /// The value, made now if it never was.
  func callAsFunction(_ make: () -> Value) -> Value {
    if let value { return value }
    let made = make()
    value = made
    return made
  }
}
