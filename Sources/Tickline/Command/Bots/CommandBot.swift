public import ArgumentParser
public import TicklineMarkets
public import TicklineTrading

/// A bot that the command line can run by its name, with options of its own.
///
/// ```swift
/// struct DipBuyerOptions: CommandBot {
///   static let botName = "dip-buyer"
///   @Option(help: "At or below this price it buys.") var below: Price = 150
///   @Option(help: "At or above this price it sells.") var above: Price = 155
///   func bot(size: Quantity) -> any Bot { DipBuyer(below: below, above: above, size: size) }
/// }
/// TicklineCommand.main(bots: DipBuyerOptions.self)
/// ```
///
/// Then `tickline backtest --bot dip-buyer --below 149` runs it, and `--help` shows its options.
public protocol CommandBot: ParsableArguments {
  /// What `--bot` calls it.
  static var botName: String { get }

  /// The bot that the options describe.
  ///
  /// - Parameter size: how much it is to trade, of `--size`.
  /// - Throws: `ValidationError` of the argument parser where the options make no sense.
  func bot(size: Quantity) throws -> any Bot
}

extension Price: ExpressibleByArgument {}
extension Quantity: ExpressibleByArgument {}

extension BarRule: ExpressibleByArgument {
  /// The bars that a command line names: `1m`, `30s`, `volume:5000`, `count:100`.
  public init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count) {
    case ("volume", 2):
      guard let volume = Quantity(parts[1]), volume > .zero else { return nil }
      self = .volume(volume)
    case ("count", 2):
      guard let count = Int(parts[1]), count > 0 else { return nil }
      self = .count(count)
    default:
      guard let nanoseconds = DurationText.nanoseconds(argument), nanoseconds > 0 else { return nil }
      self = .time(.nanoseconds(nanoseconds))
    }
  }

  /// How a command line writes it.
  public var defaultValueDescription: String {
    switch self {
    case .time(let duration): DurationText.text(Int64(clamping: duration.attoseconds / 1_000_000_000))
    case .volume(let volume): "volume:\(volume)"
    case .count(let count): "count:\(count)"
    }
  }
}
