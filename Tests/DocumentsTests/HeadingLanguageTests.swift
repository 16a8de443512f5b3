import Catalog
import Testing

@testable import Documents

/// Which language a column is in, when its heading, `--map`, `--lang` and the last import say
/// different things.
struct HeadingLanguageTests {
  /// Pages of one text under a heading, in every format.
  static let pages: [(DocumentFormat, @Sendable (String) -> String)] = [
    (.markdown, { "| code | Message | \($0) |\n|-|-|-|\n| E1 | File missing | Other words |\n" }),
    (.csv, { "code,Message,\($0)\nE1,File missing,Other words\n" }),
    (.tsv, { "code\tMessage\t\($0)\nE1\tFile missing\tOther words\n" }),
    (.markdown, { "# Errors\n\n- E1: File missing\n  - \($0): Other words\n" }),
  ]

  @Test(arguments: [
    ("message.fr", "fr"), ("Message (pt-BR)", "pt-BR"), ("Remedy (de)", "de"), ("描述（fr）", "fr"),
    ("description.es", "es"), ("remedy.it", "it"),
  ])
  func `a language that a heading names goes before --lang at every import`(
    heading: String, tag: String
  ) throws {
    let language = try #require(Language(tag))
    for (format, page) in Self.pages {
      let bytes = Array(page(heading).utf8)
      var options = ReadingOptions(language: .english, format: format)
      let first = try readDocument(bytes, options: options)
      #expect(first.languages == [.english, language].sorted(), "\(heading) \(format)")
      options.mapping = Mapping(json: first.mapping.json)
      let again = try readDocument(bytes, options: options)
      #expect(again.entries == first.entries && again.mapping == first.mapping)
      options.language = nil
      #expect(try readDocument(bytes, options: options).entries == first.entries)
    }
  }

  @Test func `a heading is believed over a stored mapping that says another language`() throws {
    let bytes = Array("code,message.en,message.fr\nE1,File missing,Fichier manquant\n".utf8)
    let spoiled = Mapping(
      json: #"{"tables":[{"columns":[{"heading":"code","role":"code"},"#
        + #"{"heading":"message.en","language":"en","role":"message"},"#
        + #"{"heading":"message.fr","language":"en","role":"message"}]}]}"#)
    let french = try #require(Language("fr"))
    for language in [nil, Language.english] {
      let document = try readDocument(
        bytes, options: .init(language: language, mapping: spoiled, format: .csv))
      #expect(document.messages(french) == ["E1": "Fichier manquant"])
      #expect(document.messages(.english) == ["E1": "File missing"])
    }
  }

  @Test func `a language that --map names goes before the heading and --lang, and is kept`() throws
  {
    let bytes = Array("code,Message (fr),Meaning\nE1,Datei fehlt,Words\n".utf8)
    let german = try #require(Language("de"))
    let first = try readDocument(
      bytes,
      options: .init(
        language: .english,
        overrides: [
          RoleOverride(parsing: "message.de=Message (fr)"),
          RoleOverride(parsing: "description.it=Meaning"),
        ], format: .csv))
    #expect(first.messages(german) == ["E1": "Datei fehlt"])
    let stored = try #require(Mapping(json: first.mapping.json))
    #expect(stored == first.mapping)
    for language in [nil, Language.english] {
      let again = try readDocument(
        bytes, options: .init(language: language, mapping: stored, format: .csv))
      #expect(again.entries == first.entries && again.mapping == first.mapping)
    }
  }

  @Test func `--lang names the language where the heading does not, also the second time`() throws {
    let bytes = Array("code,Message\nE1,Datei fehlt\n".utf8)
    let first = try readDocument(bytes, options: .init(language: .english, format: .csv))
    let german = try #require(Language("de"))
    let second = try readDocument(
      bytes, options: .init(language: german, mapping: first.mapping, format: .csv))
    #expect(second.messages(german) == ["E1": "Datei fehlt"])
  }
}

extension ReadDocument {
  /// The languages in which anything is said, sorted.
  fileprivate var languages: [Language] {
    Set(entries.flatMap { Array($0.texts.keys) + Array($0.remedies.keys) }).sorted()
  }
}
