import Storage
import Testing

@Test(
  arguments: [
    nil, 0, -1, .integer(.max), .integer(.min), 1.5, -0.25, "", "a", "'; DROP TABLE t; --",
    "before\0after", "\0", "\0\0end", "连接超时", "e\u{301}", "\u{E9}", "👩‍👩‍👧‍👦", .blob([]),
    .blob([0]), .blob([0, 255, 0, 1]), .text(String(repeating: "超时 ", count: 100_000)),
    .blob([UInt8](repeating: 7, count: 300_000)),
  ] as [Value])
func `a value comes back as it was stored`(value: Value) throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (v ANY) STRICT")
  try connection.run("INSERT INTO t VALUES (?)", [value])
  let stored = try connection.first("SELECT v FROM t") { $0.value(0) }
  #expect(stored == value)
  if case .text(let text)? = stored, case .text(let expected) = value {
    // `==` on strings would not tell the two spellings of é apart.
    #expect(Array(text.utf8) == Array(expected.utf8))
  }
}

@Test(
  arguments: [
    (nil, "null"), ("", "text"), (.blob([]), "blob"), (1, "integer"), (1.0, "real"),
    (Value(String?.none), "null"), (Value(Int?.none), "null"), (Value(Int64(7)), "integer"),
    (Value(Int64?.none), "null"), (Value(Double?.none), "null"), (Value("x" as String?), "text"),
    (Value(3), "integer"), (.real(.nan), "null"),
  ] as [(Value, String)])
func `a value is stored in its own type`(value: Value, type: String) throws {
  let connection = try Connection(path: ":memory:")
  let stored = try connection.first("SELECT typeof(?)", [value]) { $0.text(0) }
  #expect(stored == type)
}

@Test func `SQLite sees as many bytes of a text with a NUL as it has`() throws {
  let connection = try Connection(path: ":memory:")
  let hex = try connection.first("SELECT hex(?)", ["a\0b"]) { $0.text(0) }
  #expect(hex == "610062")
}

@Test func `a row reads each column in the type that is asked for`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.forEach("SELECT 42, 'x', 2.5, x'0102', NULL, '0008'") { row in
    let columns = row.count
    let number = row.int(0)
    let long = row.int64(0)
    let text = row.text(1)
    let real = row.real(2)
    let blob = row.blob(3)
    let leadingZeros = row.text(5)
    #expect(columns == 6)
    #expect(number == 42)
    #expect(long == 42)
    #expect(text == "x")
    #expect(real == 2.5)
    #expect(blob == [1, 2])
    #expect(leadingZeros == "0008")
  }
}

@Test func `NULL is nil where it is asked for, and empty otherwise`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.forEach("SELECT NULL, '', 0") { row in
    let nulls = (row.isNull(0), row.isNull(1), row.isNull(2))
    let texts = (row.optionalText(0), row.optionalText(1), row.text(0))
    let numbers = (row.optionalInt(0), row.optionalInt(2), row.int(0))
    let blob = row.blob(0)
    #expect(nulls == (true, false, false))
    #expect(texts == (nil, "", ""))
    #expect(numbers == (nil, 0, 0))
    #expect(blob.isEmpty)
  }
}

@Test func `bytes that are not UTF-8 are replaced and not dropped`() throws {
  let connection = try Connection(path: ":memory:")
  let text = try connection.first("SELECT CAST(x'61FF62' AS TEXT)") { $0.text(0) }
  #expect(text == "a\u{FFFD}b")
}

@Test func `a column that does not exist stops the program`() async {
  await #expect(processExitsWith: .failure) {
    let connection = try Connection(path: ":memory:")
    try connection.forEach("SELECT 1") { row in _ = row.int(-1) }
  }
  await #expect(processExitsWith: .failure) {
    let connection = try Connection(path: ":memory:")
    try connection.forEach("SELECT 1") { row in _ = row.int(1) }
  }
}
