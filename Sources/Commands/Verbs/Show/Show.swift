import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing
import TextAnalysis

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show every entry with a code.",
    discussion: """
      A code may be written in any spelling: job-manager-12020001 finds JOB_MANAGER.12020001. \
      SYSTEM:CODE names the system, SYSTEM:CODE#VARIANT one entry of several.
      """)

  @Argument(help: "Codes, as printed or as SYSTEM:CODE.")
  var codes: [WordArgument]

  @Option(help: ArgumentHelp("Only entries of this system.", valueName: "slug"), transform: asTyped)
  var system: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard codes.allSatisfy({ !CodeKey($0.text).isEmpty }) else {
      throw ValidationError("a code is missing: there is only an empty text")
    }
  }

  func run() throws {
    let base = try global.open(for: .reading)
    let system = try system.map { try existingSystem($0, base) }
    var found: [Entry] = []
    var missing: [EntryAddress] = []
    for code in codes {
      var address = try base.address(code.text)
      address.system = address.system ?? system
      let entries = try base.entries(at: address)
      if entries.isEmpty { missing.append(address) }
      found += entries
    }
    if answer.json {
      var answer = EntryAnswer("show")
      for entry in found { answer.append(entry) }
      answer.finish()
    } else if !found.isEmpty {
      writeAnswer(try cards(found, base))
    }
    guard !missing.isEmpty else { return }
    if answer.json { throw try failure(missing, base) }
    for address in missing { try report(address, base) }
    throw ExitStatus.nothingFound
  }

  private func cards(_ entries: [Entry], _ base: KnowledgeBase) throws -> String {
    let languages = try language.preferred()
    return try entries.map { entry in
      EntryCard(
        entry: entry, system: try base.system(entry.system), languages: languages,
        terminal: .output
      ).render() + "\n"
    }.joined(separator: "\n")
  }

  /// Codes that are not there as one error for programs; the hint names codes that may have been
  /// meant.
  private func failure(_ missing: [EntryAddress], _ base: KnowledgeBase) throws -> Failure {
    let codes = missing.map { quoted($0.code) + place($0) }.joined(separator: ", ")
    let meant = try missing.flatMap { address in
      try otherVariants(address, base)
        + base.suggestions(for: address).map { try base.distinctAddress(of: $0) }
    }
    return Failure(
      .nothingFound, code: "no_such_entry", "no entry has the code \(codes)",
      hint: meant.isEmpty ? nil : meant.joined(separator: ", "))
  }

  private func place(_ address: EntryAddress) -> String {
    (address.variant.map { " as variant " + quoted($0.isEmpty ? "1" : $0) } ?? "")
      + (address.system.map { " in \($0)" } ?? "")
  }

  /// The variants there are of a code that was asked for in another.
  private func otherVariants(_ address: EntryAddress, _ base: KnowledgeBase) throws -> [String] {
    guard address.variant != nil else { return [] }
    var address = address
    address.variant = nil
    return try base.entries(at: address).map { try base.distinctAddress(of: $0) }
  }

  /// Says that a code is not there, and which codes may have been meant.
  private func report(_ address: EntryAddress, _ base: KnowledgeBase) throws {
    let place = place(address)
    let variants = try otherVariants(address, base)
    guard variants.isEmpty else {
      return writeNote(
        """
        errkb: no entry has the code \(quoted(address.code))\(place); \
        there is \(variants.joined(separator: ", "))
        """)
    }
    if let removed = try base.entries(at: address, includingRemoved: true).first {
      return writeNote(
        "errkb: \(removed.address) was removed; to bring it back: "
          + (try base.commandBringingBack(removed)))
    }
    let suggestions = try base.suggestions(for: address)
    guard !suggestions.isEmpty else {
      return writeNote(
        "errkb: no entry has the code \(quoted(address.code))\(place); try: "
          + commandLine("search", operands: [address.code]))
    }
    let what = address.key.number == nil ? "that contain it" : "that contain these digits"
    writeNote("errkb: no entry has the code \(quoted(address.code))\(place); other codes \(what):")
    let languages = try language.preferred()
    let addresses = try suggestions.map { oneLine(try base.distinctAddress(of: $0)) }
    let width = addresses.map { displayWidth($0) }.max() ?? 0
    for (entry, address) in zip(suggestions, addresses) {
      let headline = truncated(
        entry.headline(languages), to: max(20, Terminal.error.width - width - 4))
      writeNote("  " + padded(address, to: width) + "  " + headline)
    }
  }
}

extension Entry {
  /// The message a reader knows the entry by, or what stands in for it; one line.
  func headline(_ preferred: [Language]) -> String {
    let order = languages(preferring: preferred)
    let message = order.lazy.compactMap { self.texts[$0]?.message }.first
    let description = order.lazy.compactMap { self.texts[$0]?.description }.first
    return oneLine(message ?? description ?? "")
  }
}
