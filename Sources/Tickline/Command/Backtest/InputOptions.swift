internal import ArgumentParser

/// Where ticks come from and how they are read.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the ticks come from, as for tickline run; several sources are merged by time. (default: sim)",
      valueName: "spec"))
  var source: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which symbols, separated by commas. (default: AAPL for sim, all for the rest)", valueName: "list"))
  var symbols: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many ticks at most. (default: 100000 for sim, all for the rest)", valueName: "count"))
  var ticks: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The seed of the simulated market and of --latency. (default: a random one)", valueName: "number"))
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
