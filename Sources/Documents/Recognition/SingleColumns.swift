/// The columns with one of each role that an entry has a single value of.
///
/// It is the one that this command names, else one that was named before, else the first. The others
/// become attributes under their headings.
///
/// - Parameter isExact: whether texts of a language are single as well, as in what errkb wrote.
func withSingleRoles(
  _ columns: [Column], overrides: OverridesByHeading, isExact: Bool = false
) -> [Column] {
  var columns = columns
  let order = columns.indices.sorted { left, right in
    let ranks = (rank(columns[left]), rank(columns[right]))
    return ranks.0 != ranks.1 ? ranks.0 > ranks.1 : left < right
  }
  func rank(_ column: Column) -> Int {
    overrides[column.heading]?.role == column.role ? 2 : column.isNamed ? 1 : 0
  }
  var kept: [Column] = []
  for index in order {
    let column = columns[index]
    let isExactly = isExact && ![.attribute, .ignore].contains(column.role)
    guard column.role.isSingle || isExactly else { continue }
    if kept.contains(where: { $0.role == column.role && $0.language == column.language }) {
      columns[index].role = .attribute
      columns[index].language = nil
      columns[index].isLanguageNamed = false
    } else {
      kept.append(column)
    }
  }
  return columns
}

/// Two headings of one table that this command maps to one role of which an entry has a single value.
func doubleOverride(
  of headings: [String], _ overrides: OverridesByHeading
) -> (first: RoleOverride, second: RoleOverride)? {
  var first: [Role: RoleOverride] = [:]
  for heading in headings {
    guard let override = overrides[heading], override.role.isSingle else { continue }
    if let other = first[override.role] { return (other, override) }
    first[override.role] = override
  }
  return nil
}

/// The names that columns have as attributes, their headings; where two are alike they are told apart
/// by number.
///
/// In what errkb wrote, a field and an attribute may have the same name.
func attributeNames(_ columns: [Column], in form: TableForm) -> [String] {
  var seen: [String: Int] = [:]
  return columns.enumerated().map { index, column in
    let heading = oneLine(attributeName(column.heading, in: form))
    let name = heading.isEmpty ? "column \(index + 1)" : heading
    guard !form.isExact || column.role == .attribute else { return name }
    seen[name, default: 0] += 1
    return seen[name] == 1 ? name : "\(name) (\(seen[name] ?? 0))"
  }
}
