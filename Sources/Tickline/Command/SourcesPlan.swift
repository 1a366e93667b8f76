internal import TicklineFeeds

/// What `tickline sources` is to do: the options, checked and with their defaults.
struct SourcesPlan {
  let sources: [Source]
  let feed: any Feed
  /// Nil for all.
  let symbols: [String]?
  let reading: ReadingOptions
  let format: OutputFormat
  let isQuiet: Bool

  /// What a sentence calls the sources.
  var inputName: String { sources.map(\.inputName).joined(separator: ", ") }

  /// - Throws: ``CommandFailure`` where the options make no sense.
  init(_ command: SourcesCommand) throws(CommandFailure) {
    sources = try command.specs.map { spec throws(CommandFailure) in
      guard spec != "sim" else {
        throw CommandFailure(
          .wrongUsage, "The simulated market never ends, so that it can't be described; name a file.")
      }
      return try SourceSpec.source(spec, option: "The source")
    }
    try SourceSpec.refuseRepetition(sources)
    symbols = try SymbolList.parse(command.symbols, option: "--symbols")
    let plan = try FeedPlan(command.feed, command.slice)
    feed = plan.feed(of: sources.map(\.feed))
    reading = plan.reading
    format = command.format
    isQuiet = command.quiet
  }
}
