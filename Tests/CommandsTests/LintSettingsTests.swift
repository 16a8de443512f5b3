import Catalog
import Linting
import Testing

@testable import Commands

/// The part of the settings that lint reads.
struct LintSettingsTests {
  private func settings(_ yaml: String) throws -> LintSettings {
    try Settings(parsing: Array(yaml.utf8), named: "config.yaml").lint.get()
  }

  @Test func `rules are weighed and turned off, texts required`() throws {
    let settings = try settings(
      """
      lang: en
      lint:
        require: [message.en, remedy]
        rules:
          full-width: off
          same-message: error
      """)
    #expect(
      settings.severities == [
        try #require(LintRule(id: "full-width")): nil,
        try #require(LintRule(id: "same-message")): .error,
      ])
    #expect(settings.requirements == [.message(.english), .remedy(nil)])
  }

  @Test func `a mistake under lint is no reason to refuse the rest`() throws {
    let settings = try Settings(parsing: Array("lint: on\nlang: en".utf8), named: "config.yaml")
    #expect(settings.language == .english)
    #expect(throws: Failure.self) { try settings.lint.get() }
  }

  @Test func `one requirement needs no list`() throws {
    #expect(try settings("lint: {require: en}").requirements == [.translation(.english)])
  }

  @Test(arguments: [
    ("lint: on", "config.yaml:1: 'lint' holds 'rules:' and 'require:', each below it"),
    ("lint:\n  rule: {}", "config.yaml:2: there is no 'lint: rule'; there are rules and require"),
    (
      "lint:\n  rules:\n    full-widht: off",
      "config.yaml:3: there is no rule 'full-widht'; did you mean full-width?"
    ),
    (
      "lint:\n  rules:\n    doubled-punctuation: off",
      "config.yaml:3: there is no rule 'doubled-punctuation' any more; leave it out"
    ),
    (
      "lint:\n  rules:\n    mixed-width: off",
      "config.yaml:3: there is no rule 'mixed-width' any more; use full-width instead"
    ),
    (
      "lint:\n  rules:\n    qqq: off",
      "config.yaml:3: there is no rule 'qqq'; to see them: errkb lint --rules"
    ),
    (
      "lint:\n  rules:\n    full-width: fatal",
      "config.yaml:3: 'fatal' is no severity; there are error, warning, note and off"
    ),
    (
      "lint: {rules: {full-width: off, full-width: error}}",
      "config.yaml:1: 'full-width' is given twice"
    ),
    (
      "lint: {rules: [full-width]}",
      "config.yaml:1: 'rules' holds lines such as 'full-width: off'"
    ),
    (
      "lint: {require: {en: yes}}",
      "config.yaml:1: 'require' is a list such as [message.en, remedy]"
    ),
    (
      "lint:\n  require:\n    - message.en\n    - code",
      "config.yaml:4: this is no text to require; write message, remedy.en, description or a "
        + "language such as en"
    ),
    ("lnt: {}", "config.yaml:1: there is no setting 'lnt'; did you mean lint?"),
    ("lag: en", "config.yaml:1: there is no setting 'lag'; did you mean lang?"),
    (
      "editor: [vi]",
      "config.yaml:1: there is no setting 'editor'; there are db, lang, author and lint"
    ),
    ("author: {}", "config.yaml:1: settings are written 'key: value'"),
  ])
  func `what nobody reads is refused with its line`(yaml: String, sentence: String) {
    #expect { try settings(yaml) } throws: { error in
      (error as? Failure)?.message == sentence && (error as? Failure)?.status == .usage
    }
  }
}
