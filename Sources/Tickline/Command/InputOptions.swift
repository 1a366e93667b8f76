internal import ArgumentParser

/// Where ticks come from and how they are read: the same for every command that lets bots or stores have them.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the ticks come from: sim, csv:PATH, jsonl:PATH, lean:PATH, binance:PATH, lobster:PATH, sqlite:PATH[?table=NAME], postgres://USER@HOST:PORT/DB[?table=NAME], a PATH, or - for standard input. A PATH is a file, a folder or a pattern, and may be compressed. Several sources are merged by time. (default: sim)",
      valueName: "spec"))
  var source: [String] = []

  @Option(help: ArgumentHelp("What is read of a database instead of a table: one SELECT.", valueName: "sql"))
  var query: String?

  @Option(
    help: ArgumentHelp(
      "Which symbols, separated by commas. (default: AAPL for sim, all for the rest)", valueName: "list"))
  var symbols: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many ticks of all wanted symbols together, corrupt ones included. (default: 30 for sim, 100000 in a backtest; all for the rest)",
      valueName: "count"))
  var ticks: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The seed of the simulated market, and of --latency: the same one gives the same ticks. (default: a random one)",
      valueName: "number"))
  var seed: UInt64?

  @Flag(help: "The simulated market's prices walk instead of being drawn anew.")
  var walk = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The simulated market's share of corrupt ticks, from 0 to 1. (default: 0.1)", valueName: "share"))
  var corruptRate: Double?

  @OptionGroup var feed: FeedOptions
}

extension InputOptions {
  /// The options that were given, as a command line says them: two that read the same have the same.
  var arguments: [String] {
    let values: [(String, String?)] = [
      ("--query", query), ("--ticks", ticks.map { "\($0)" }), ("--seed", seed.map { "\($0)" }),
      ("--corrupt-rate", corruptRate.map { "\($0)" }), ("--columns", feed.columns),
      ("--time-format", feed.timeFormat?.name), ("--collar", feed.collar),
      ("--collar-window", feed.collarWindow.map { "\($0)" }), ("--stale", feed.stale),
      ("--duplicates", feed.duplicates == .allow ? nil : feed.duplicates.rawValue),
    ]
    let lists = [
      ("--source", source), ("--symbols", symbols), ("--allow-negative", feed.allowNegative),
      ("--skip-conditions", feed.skipConditions),
    ]
    let flags = [("--walk", walk), ("--round-prices", feed.roundPrices)]
    return lists.flatMap { name, all in all.flatMap { [name, $0] } }
      + values.flatMap { name, value in value.map { [name, $0] } ?? [] }
      + flags.compactMap { name, isGiven in isGiven ? name : nil }
  }
}
