internal import ArgumentParser
internal import TicklineMarkets
internal import TicklineTrading

/// The options of ``ThresholdBot``.
struct ThresholdOptions: CommandBot {
  static let botName = "threshold"

  @Option(parsing: .unconditional, help: ArgumentHelp("At or below this price it buys.", valueName: "price"))
  var entry: Price = 150

  @Option(parsing: .unconditional, help: ArgumentHelp("At or above this price it sells.", valueName: "price"))
  var exit: Price = 200

  func validate() throws {
    guard entry < exit else {
      throw ValidationError(
        "--entry \(entry) is not below --exit \(exit); the bot buys at or below the one, sells at or above the other.")
    }
  }

  func bot(size: Quantity) -> any Bot { ThresholdBot(entry: entry, exit: exit, size: size) }
}

/// The options of ``BracketBot``.
struct BracketOptions: CommandBot {
  static let botName = "bracket"

  @Option(parsing: .unconditional, help: ArgumentHelp("At or below this price it buys.", valueName: "price"))
  var entry: Price = 150

  @Option(help: ArgumentHelp("How far above what it paid its target is.", valueName: "price"))
  var gain: Price = 5

  @Option(help: ArgumentHelp("How far below what it paid its stop is.", valueName: "price"))
  var loss: Price = 2

  func validate() throws {
    guard gain > .zero, loss > .zero else {
      throw ValidationError("--gain \(gain) and --loss \(loss) are distances; give numbers above 0.")
    }
  }

  func bot(size: Quantity) -> any Bot { BracketBot(entry: entry, gain: gain, loss: loss, size: size) }
}
