import SystemPackage

/// Whether a file in a folder without `sources.yaml` is taken for a document: its name has the ending of
/// a format, and it is neither hidden nor a `README`, which speaks about the folder and not about a
/// system.
package func isDocumentName(_ name: String) -> Bool {
  guard let component = FilePath.Component(name), !name.hasPrefix(".") else { return false }
  return DocumentFormat(ending: component.extension) != nil
    && component.stem.lowercased() != "readme"
}
