public import ArgumentParser
internal import TicklineFeeds
public import TicklineMarkets
public import TicklineTrading

/// How results are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// How `tickline run` runs, and where results go.
struct RunOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("How much the bot trades.", valueName: "quantity"))
  var size: String = "1"

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
