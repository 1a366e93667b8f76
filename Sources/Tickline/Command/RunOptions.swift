public import ArgumentParser
internal import TicklineFeeds
public import TicklineMarkets
public import TicklineTrading

/// How results are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// The options of `tickline run`, as they are written.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the ticks come from: sim, csv:PATH, jsonl:PATH, lean:PATH, binance:PATH, lobster:PATH, a PATH, or - for standard input. A PATH is a file, a folder or a pattern. Several sources are merged by time. (default: sim)",
      valueName: "spec"))
  var source: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which symbols, separated by commas. (default: AAPL for sim, all for the rest)", valueName: "list"))
  var symbols: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many ticks of all wanted symbols together, corrupt ones included. (default: 30 for sim, all for the rest)",
      valueName: "count"))
  var ticks: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The simulated market's seed: the same one gives the same ticks. (default: a random one)", valueName: "number"))
  var seed: UInt64?

  @Flag(help: "The simulated market's prices walk instead of being drawn anew.")
  var walk = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The simulated market's share of corrupt ticks, from 0 to 1. (default: 0.1)", valueName: "share"))
  var corruptRate: Double?

  @Option(parsing: .unconditional, help: ArgumentHelp("At or below this price the bot buys.", valueName: "price"))
  var entry: String = "150"

  @Option(parsing: .unconditional, help: ArgumentHelp("At or above this price the bot sells.", valueName: "price"))
  var exit: String = "200"

  @Option(
    help: ArgumentHelp(
      "What a corrupt tick does: reset (thrown into the bot, an open trade is forgotten), hold (nothing), flatten (an open trade is closed first) or halt (closes the bot).",
      valueName: "policy"))
  var onCorrupt: CorruptPolicy = .reset

  @OptionGroup var feed: FeedOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How fast the data's own time goes by: 1x, 10x, any factor, or max, without waiting.", valueName: "factor"))
  var speed: String = "max"

  @Option(help: ArgumentHelp("Writes every event to a file, a line of JSON each.", valueName: "file"))
  var audit: String?

  @Option(help: "How results are written: text or json.")
  var format: OutputFormat = .text

  @Flag(help: "Writes the summary alone.")
  var quiet = false
}

extension CorruptPolicy: ExpressibleByArgument {}

extension TimestampFormat: ExpressibleByArgument {
  /// The format that a command line names.
  public init?(argument: String) { self.init(named: argument) }

  /// The names that a command line may use.
  public static var allValueStrings: [String] { allCases.map(\.name) }
}
