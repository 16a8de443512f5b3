/// A kind of fault in the content of a base; the raw value is its id, which never changes.
package enum LintRule: String, CaseIterable, Sendable {
  case placeholderMissing = "placeholder-missing"
  case placeholderExtra = "placeholder-extra"
  case placeholderDifferent = "placeholder-different"
  case unknownPlaceholder = "unknown-placeholder"
  case unknownCode = "unknown-code"
  case danglingReplacement = "dangling-replacement"
  case unlikeNeighbours = "unlike-neighbours"
  case sameMessage = "same-message"
  case sameDescription = "same-description"
  case missingMessage = "missing-message"
  case missingDescription = "missing-description"
  case missingRemedy = "missing-remedy"
  case missingTranslation = "missing-translation"
  case wrongLanguage = "wrong-language"
  case controlCharacter = "control-character"
  case strayMarkup = "stray-markup"
  case unbalancedBracket = "unbalanced-bracket"
  case doubledPunctuation = "doubled-punctuation"
  case mixedWidth = "mixed-width"
  case outdatedTranslation = "outdated-translation"
  case unreviewedText = "unreviewed-text"
  case openReview = "open-review"

  /// How much a fault of this kind weighs where nobody says otherwise.
  ///
  /// An error leads a reader astray, or is something that was asked for and is not there.
  package var severity: LintSeverity {
    switch self {
    case .unknownPlaceholder, .unknownCode, .danglingReplacement, .missingMessage,
      .missingDescription, .missingRemedy, .missingTranslation, .controlCharacter:
      .error
    case .placeholderMissing, .placeholderExtra, .placeholderDifferent, .unlikeNeighbours,
      .sameMessage, .sameDescription, .wrongLanguage, .strayMarkup, .unbalancedBracket,
      .doubledPunctuation, .outdatedTranslation, .openReview:
      .warning
    case .mixedWidth, .unreviewedText: .note
    }
  }

  /// What is wrong where the rule finds something, in one sentence.
  package var summary: String {
    switch self {
    case .placeholderMissing:
      "A message lacks a placeholder that the message it is translated from has."
    case .placeholderExtra:
      "A message has a placeholder that the message it is translated from lacks."
    case .placeholderDifferent:
      "A message has other placeholders than the message it is translated from."
    case .unknownPlaceholder:
      "A description or remedy uses a placeholder that no message of the entry has."
    case .unknownCode: "A text names a code that is not in the base."
    case .danglingReplacement: "The code that is to take this one's place is not there."
    case .unlikeNeighbours:
      "The code has more or fewer digits than nearly all codes that begin like it."
    case .sameMessage: "Another code of the same category has this message, too."
    case .sameDescription: "Another code of the system has this description, too."
    case .missingMessage: "A message that is required is missing."
    case .missingDescription: "A description that is required is missing."
    case .missingRemedy: "A remedy that is required is missing."
    case .missingTranslation: "A text is missing in a language that is required."
    case .wrongLanguage: "The text is not in the language that it is filed under."
    case .controlCharacter: "The text holds a character that nobody sees."
    case .strayMarkup: "Tags, entities or marks of a page are left in the text."
    case .unbalancedBracket: "A bracket or quotation mark has no partner."
    case .doubledPunctuation: "A mark of punctuation stands twice."
    case .mixedWidth: "Marks, letters or blanks of full and of half width are mixed."
    case .outdatedTranslation: "The text that this one was translated from has changed."
    case .unreviewedText: "Nobody has reviewed the text."
    case .openReview: "A page and people differ, and nobody has decided yet."
    }
  }

  /// Whether `lint --fix` mends such faults where that is safe.
  package var isMendable: Bool {
    switch self {
    case .controlCharacter, .doubledPunctuation, .mixedWidth: true
    default: false
    }
  }
}

/// How much a fault weighs.
package enum LintSeverity: String, CaseIterable, Sendable, Comparable {
  case note
  case warning
  case error

  package static func < (left: LintSeverity, right: LintSeverity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}
