import BackgroundWork
import Catalog
import Publishing

/// Writes entries on a thread of its own while the next ones are read.
///
/// Reading and writing take about as long, so an export takes little more than half the time. Two
/// batches are held at once, whatever there is to write.
struct RecordWriting {
  private var writer: any EntryWriter
  private var batch: [EntryRecord] = []
  private var job: BackgroundJob<Written>?

  /// What a batch became.
  private struct Written: Sendable {
    /// The writer as it is after the batch.
    var writer: any EntryWriter
    var bytes: [UInt8]
  }

  private static let batchSize = 256

  /// Begins in the middle of a file, where the entries of a system come.
  init(by writer: any EntryWriter) { self.writer = writer }

  /// Writes an entry, sooner or later.
  ///
  /// - Throws: what the writer threw at an entry before, and what `output` throws.
  mutating func write(_ record: EntryRecord, to output: inout OutputFile) throws {
    batch.append(record)
    if batch.count == Self.batchSize { try start(&output) }
  }

  /// Writes what is left and returns the writer as it is then.
  mutating func finish(to output: inout OutputFile) throws -> any EntryWriter {
    try start(&output)
    try collect(&output)
    return writer
  }

  private mutating func start(_ output: inout OutputFile) throws {
    try collect(&output)
    let (records, writer) = (batch, writer)
    batch.removeAll(keepingCapacity: true)
    job = BackgroundJob {
      var written = Written(writer: writer, bytes: [])
      for record in records { try written.writer.write(record, to: &written.bytes) }
      return written
    }
  }

  private mutating func collect(_ output: inout OutputFile) throws {
    guard let written = try job?.value() else { return }
    job = nil
    writer = written.writer
    output.buffer.append(contentsOf: written.bytes)
    try output.drain()
  }
}
