package enum ChangeGrade: Int, Comparable, Sendable {
  case none, cosmetic, wording, substance
  package init(from old: String?, to new: String?) {
    self = old == new ? .none : old == nil || new == nil ? .substance : .wording
  }
  package static func < (left: ChangeGrade, right: ChangeGrade) -> Bool {
    left.rawValue < right.rawValue
  }
}
