/// What an entry lacks in a language, the worst first.
///
/// A text is missing where another language has it; a draft is a text.
package enum TranslationGap: Int, Sendable {
  /// What its texts were made from has changed since.
  case outdated
  /// There is no message.
  case message
  /// There is no remedy.
  case remedy
  /// There is no description.
  case description
}
