internal import ArgumentParser
internal import TicklineTrading

/// What is tested, with what money, and where results go.
struct BacktestOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: ArgumentHelp("How much the bot trades.", valueName: "quantity"))
  var size: String = "1"

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What there is to begin with: an amount of US dollars, or USD=100000,EUR=5000. (default: 100000)",
      valueName: "amount"))
  var cash: [String] = []

  @Option(
    help: ArgumentHelp(
      "What a corrupt tick does: flatten (closes what is open, then is thrown into the bot), reset (is thrown in, the trade is forgotten), hold (nothing) or halt (closes the bot).",
      valueName: "policy"))
  var onCorrupt: CorruptPolicy = .flatten

  @Option(help: ArgumentHelp("Days in a year, for figures of a year: 252 or 365.", valueName: "days"))
  var calendar: Int = 252

  @Option(help: ArgumentHelp("Writes a report, a page that a browser opens offline.", valueName: "file"))
  var report: String?

  @Option(help: ArgumentHelp("Writes the trades, a line of separated values each.", valueName: "file"))
  var trades: String?

  @Option(help: ArgumentHelp("Writes the account after each fill and at each day's end.", valueName: "file"))
  var equity: String?

  @Option(help: "How results are written: text or json.")
  var format: OutputFormat = .text

  @Flag(help: "Writes the summary alone.")
  var quiet = false
}

extension BacktestOptions {
  /// All that is said of the cash.
  var cashText: String { cash.isEmpty ? "100000" : cash.joined(separator: ",") }
}
