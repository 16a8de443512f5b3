/// What all pages have in common.
enum Page {
  /// Everything up to the page's own content; `main` is open.
  ///
  /// The page may use its own style and script and nothing else, wherever it lies.
  ///
  /// - Parameters:
  ///   - title: plain text.
  ///   - generator: what made the page, with its version.
  static func head(title: String, generator: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <meta name="generator" content="\(escaped(generator))">
    <title>\(escaped(title))</title>
    <style>\(pageStyle)</style>
    </head>
    <body>
    <main>

    """
  }

  /// The box to search with, and where its answers go; shown by the script.
  static let search = """
    <form id=":search" role="search" hidden>
    <label for=":q">Search by code or words</label>
    <input id=":q" type="search" autocomplete="off" autocapitalize="off" spellcheck="false">
    <p id=":count" role="status"></p>
    <ol id=":results"></ol>
    <button id=":more" type="button" hidden>Show more</button>
    </form>

    """

  /// Ends the page.
  static let foot = """
    </main>
    <script>\(pageScript)</script>
    </body>
    </html>

    """

  private static let policy =
    "default-src 'none'; style-src \(sourceHash(pageStyle)); script-src \(sourceHash(pageScript)); "
    + "base-uri 'none'; form-action 'none'"
}
