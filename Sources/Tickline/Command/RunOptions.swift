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
  @OptionGroup var input: InputOptions

  @OptionGroup var slice: SliceOptions

  @Option(parsing: .unconditional, help: ArgumentHelp("At or below this price the bot buys.", valueName: "price"))
  var entry: String = "150"

  @Option(parsing: .unconditional, help: ArgumentHelp("At or above this price the bot sells.", valueName: "price"))
  var exit: String = "200"

  @Option(
    help: ArgumentHelp(
      "What a corrupt tick does: reset (thrown into the bot, an open trade is forgotten), hold (nothing), flatten (an open trade is closed first) or halt (closes the bot).",
      valueName: "policy"))
  var onCorrupt: CorruptPolicy = .reset

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
