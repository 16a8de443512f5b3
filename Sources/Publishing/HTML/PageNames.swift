import Catalog
import TextAnalysis

/// The name of a system's page in a folder of pages.
///
/// A system called `index` does not take the place of the index; no slug has a `_`.
package func pageName(_ slug: String) -> String { slug == "index" ? "index_.html" : slug + ".html" }

/// The address of a system's page, from a page beside it.
///
/// A slug has nothing to encode; what a damaged base has for one must not become another address.
func pageAddress(_ slug: String) -> String { percentEncoded(pageName(slug), keeping: "-._") }

/// The name of the page that leads to the pages of the systems.
package let indexPageName = "index.html"

/// The name of an entry's place on the page of its system.
///
/// It follows from code and variant alone, and no two have the same: letters, digits, `-`, `.` and `_`
/// of ASCII stay, any other byte of UTF-8 is `~` and two digits, and a `:` stands before a variant.
package func anchor(_ code: String, variant: String = "") -> String {
  variant.isEmpty ? encoded(code) : encoded(code) + ":" + encoded(variant)
}

/// The name of a category's place; no entry has one that begins so.
func categoryAnchor(_ category: String?) -> String { ":in:" + encoded(category ?? "") }

private func encoded(_ text: String) -> String {
  percentEncoded(text, keeping: "-._", mark: "~")
}
