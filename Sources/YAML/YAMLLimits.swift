import CYAML

/// More levels within each other than any text of ours has.
private let deepest = 100

/// More anchors than a text of ours has: libyaml goes through all of them for each new one.
private let mostAnchors = 1000

/// Refuses a text that libyaml would take long to load, before it does; one that is no YAML passes.
///
/// - Throws: `YAMLError.nestedTooDeep` and `.aliases`.
func checkEvents(of bytes: [UInt8]) throws(YAMLError) {
  guard mayBeSlow(bytes) else { return }
  // Brackets and marks may stand in texts as well: only the parser can tell.
  var parser = yaml_parser_t()
  guard yaml_parser_initialize(&parser) == 1 else { return }
  defer { yaml_parser_delete(&parser) }
  let problem = bytes.withUnsafeBufferPointer { bytes -> YAMLError? in
    yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
    var depth = 0
    var anchors = 0
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
      defer { yaml_event_delete(&event) }
      var anchor: UnsafeMutablePointer<yaml_char_t>?
      switch event.type {
      case YAML_SEQUENCE_START_EVENT:
        depth += 1
        anchor = event.data.sequence_start.anchor
      case YAML_MAPPING_START_EVENT:
        depth += 1
        anchor = event.data.mapping_start.anchor
      case YAML_SCALAR_EVENT: anchor = event.data.scalar.anchor
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: depth -= 1
      case YAML_STREAM_END_EVENT: return nil
      default: break
      }
      let line = Int(event.start_mark.line) + 1
      if depth > deepest { return .nestedTooDeep(line: line) }
      if anchor != nil { anchors += 1 }
      if anchors > mostAnchors { return .aliases(line: line) }
    }
  }
  if let problem { throw problem }
}

/// Whether more brackets than the deepest text has are open at once, or more marks of anchors stand
/// there, those in texts counted as well.
private func mayBeSlow(_ bytes: [UInt8]) -> Bool {
  var depth = 0
  var anchors = 0
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
    case UInt8(ascii: "&"): anchors += 1
    default: break
    }
    if depth > deepest || anchors > mostAnchors { return true }
  }
  return false
}

/// Refuses a document that is too deep, or too long once every alias is written out.
///
/// Takes time by the nodes there are, however much they stand for.
///
/// - Parameter longest: nodes and bytes of scalars together.
/// - Throws: `YAMLError.nestedTooDeep` and `.aliases`.
func checkExtent(of document: inout yaml_document_t, longest: Int) throws(YAMLError) {
  guard let nodes = document.nodes.start else { return }
  let count = document.nodes.top - nodes
  guard count > 0 else { return }
  // By node: 0 where it has not been met, -1 while it is measured, else its length written out.
  var lengths = Array(repeating: 0, count: count + 1)
  var levels = Array(repeating: 0, count: count + 1)
  var open: [(node: Int, parts: [Int], next: Int)] = [(1, parts(of: nodes[0]), 0)]
  lengths[1] = -1
  while let last = open.last {
    let line = Int(nodes[last.node - 1].start_mark.line) + 1
    guard last.next < last.parts.count else {
      var length = 1
      if nodes[last.node - 1].type == YAML_SCALAR_NODE {
        length += nodes[last.node - 1].data.scalar.length
      }
      for part in last.parts {
        length += lengths[part]
        levels[last.node] = max(levels[last.node], levels[part] + 1)
        guard length <= longest else { throw .aliases(line: line) }
      }
      guard levels[last.node] <= deepest else { throw .nestedTooDeep(line: line) }
      lengths[last.node] = length
      open.removeLast()
      continue
    }
    open[open.count - 1].next += 1
    let part = last.parts[last.next]
    if lengths[part] == 0 {
      lengths[part] = -1
      open.append((part, parts(of: nodes[part - 1]), 0))
    } else if lengths[part] == -1 {
      // A node within itself.
      throw .aliases(line: line)
    }
  }
}

/// The numbers of the nodes that a list or a mapping holds.
private func parts(of node: yaml_node_t) -> [Int] {
  switch node.type {
  case YAML_SEQUENCE_NODE:
    let items = node.data.sequence.items
    return items.start.map { start in (0..<(items.top - start)).map { Int(start[$0]) } } ?? []
  case YAML_MAPPING_NODE:
    let pairs = node.data.mapping.pairs
    return pairs.start.map { start in
      (0..<(pairs.top - start)).flatMap { [Int(start[$0].key), Int(start[$0].value)] }
    } ?? []
  default: return []
  }
}
