import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

/// What a review asks, without rows.
private func questions(_ base: KnowledgeBase) throws -> [ReviewItem] {
  try base.reviews().map { item in
    var item = item
    item.rows = []
    return item
  }
}

@Test(arguments: 11...16)
func `a base that is exported and restored is the same base, whatever was done in it`(
  seed: UInt64
) throws {
  var course = try RandomCourse(seed: seed)
  for number in 1...120 {
    try course.step()
    guard number.isMultiple(of: 15) else { continue }
    let lines = try course.base.exported()
    let copy = try emptyBase()
    try copy.restore(lines)
    #expect(try copy.exported() == lines)
    #expect(try questions(copy) == questions(course.base))
    try copy.checkRecords()
    try copy.checkReviews()
    try copy.checkIndex()

    let yaml = try course.base.exported(.yaml)
    let twin = try emptyBase()
    try twin.restore(yaml, .yaml)
    #expect(try twin.exported(.yaml) == yaml)
    #expect(try twin.exported() == lines)

    // Once more: nothing is written.
    let writes = copy.connection.totalChanges
    try copy.restore(lines)
    try copy.restore(yaml, .yaml)
    #expect(copy.connection.totalChanges == writes)

    // The next version of a page makes the same of both.
    let document = course.nextPage()
    var options = KnowledgeBase.ImportOptions()
    options.allowsWithdrawn = true
    options.allowsNewDocument = true
    options.listsChanges = true
    let report = try course.base.importDocuments([document], options: options, by: author)
    let again = try copy.importDocuments([document], options: options, by: author)
    #expect("\(again)" == "\(report)")
    #expect(try copy.exported() == course.base.exported())
    course.pages[document.name] = document
  }
}
