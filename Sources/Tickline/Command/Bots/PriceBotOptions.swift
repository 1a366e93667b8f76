internal import ArgumentParser
internal import TicklineMarkets
internal import TicklineTrading

/// The options of ``ThresholdBot``.
struct ThresholdOptions: CommandBot {
  static let botName = "threshold"

  @Option(parsing: .unconditional, help: ArgumentHelp("At or below this price it buys.", valueName: "price"))
  var entry = "150"

  @Option(parsing: .unconditional, help: ArgumentHelp("At or above this price it sells.", valueName: "price"))
  var exit = "200"

  func bot(size: Quantity) throws -> any Bot {
    let entry = try price(entry, option: "--entry")
    let exit = try price(exit, option: "--exit")
    guard entry < exit else {
      throw CommandFailure(
        .wrongUsage,
        "--entry \(entry) is not below --exit \(exit); the bot buys at or below the one, sells at or above the other.")
    }
    return ThresholdBot(entry: entry, exit: exit, size: size)
  }

  private func price(_ text: String, option: String) throws(CommandFailure) -> Price {
    let bytes = Array(text.utf8)
    do throws(NumberFault) { return try Price(parsing: bytes.span) } catch {
      let fault =
        switch error {
        case .malformed: "no price; write a decimal number such as 149.20"
        case .tooFine: "finer than 1e-9; write at most nine digits behind the point"
        case .tooLarge: "too large; prices go up to \(Price(nanos: .max))"
        }
      throw CommandFailure(.wrongUsage, "\(option) '\(text)' is \(fault).")
    }
  }
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
