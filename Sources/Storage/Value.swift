/// A value as SQLite stores it: <https://sqlite.org/datatype3.html>.
package enum Value: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

extension Value {
  /// The text, or NULL for `nil`.
  package init(_ text: String?) { self = text.map(Value.text) ?? .null }

  /// The number, or NULL for `nil`.
  package init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }

  /// The number, or NULL for `nil`.
  package init(_ number: Int64?) { self = number.map(Value.integer) ?? .null }

  /// The number, or NULL for `nil`; SQLite stores a NaN as NULL, too.
  package init(_ number: Double?) { self = number.map(Value.real) ?? .null }
}

extension Value: ExpressibleByNilLiteral {
  package init(nilLiteral: ()) { self = .null }
}

extension Value: ExpressibleByIntegerLiteral {
  package init(integerLiteral number: Int64) { self = .integer(number) }
}

extension Value: ExpressibleByFloatLiteral {
  package init(floatLiteral number: Double) { self = .real(number) }
}

extension Value: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .text(text) }
}
