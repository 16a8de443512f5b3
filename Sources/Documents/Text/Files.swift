import SystemPackage

/// The whole content of a file.
package func readFile(_ path: FilePath) throws(Errno) -> [UInt8] {
  do {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      // A pipe has no size and grows as it comes; a folder may say anything, and cannot be read.
      if let size = try? file.seek(offset: 0, from: .end) {
        try file.seek(offset: 0, from: .start)
        // The end of a folder is anywhere, up to the greatest number there is.
        bytes.reserveCapacity(Int(min(size, 1 << 26)))
      }
      let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
      defer { chunk.deallocate() }
      while case let count = try file.read(into: chunk), count > 0 {
        bytes.append(contentsOf: chunk[..<count])
      }
      return bytes
    }
  } catch {
    // `closeAfter` is untyped, yet the calls above throw nothing but Errno.
    throw error as? Errno ?? .ioError
  }
}

/// Whether a file in a folder without `sources.yaml` is taken for a document: its name ends in
/// `.md`, `.markdown`, `.txt`, `.csv` or `.tsv`, and it is neither hidden nor a `README`, which speaks about the
/// folder and not about a system.
package func isDocumentName(_ name: String) -> Bool {
  guard let component = FilePath.Component(name), !name.hasPrefix(".") else { return false }
  guard let ending = component.extension?.lowercased() else { return false }
  return ["md", "markdown", "txt", "csv", "tsv"].contains(ending)
    && component.stem.lowercased() != "readme"
}
