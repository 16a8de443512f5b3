import SystemPackage

/// Whether a file in a folder without `sources.yaml` is taken for a document: its name ends in
/// `.md`, `.markdown`, `.txt`, `.csv` or `.tsv`, and it is neither hidden nor a `README`, which speaks about the
/// folder and not about a system.
package func isDocumentName(_ name: String) -> Bool {
  guard let component = FilePath.Component(name), !name.hasPrefix(".") else { return false }
  guard let ending = component.extension?.lowercased() else { return false }
  return ["md", "markdown", "txt", "csv", "tsv"].contains(ending)
    && component.stem.lowercased() != "readme"
}
