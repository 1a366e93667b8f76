internal import ArgumentParser
internal import TicklineMarkets
internal import TicklineTrading

/// The options of ``MeanReversionBot``.
struct MeanReversionOptions: CommandBot {
  static let botName = "mean-reversion"

  @Option(help: ArgumentHelp("Closes in the mean.", valueName: "count"))
  var length = 20

  @Option(help: ArgumentHelp("Standard deviations from the mean at which it enters.", valueName: "number"))
  var enterAt = 2.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Standard deviations from the mean at which it leaves.", valueName: "number"))
  var leaveAt = 0.0

  @Option(help: ArgumentHelp("Bars: a time such as 1m, volume:NUMBER or count:NUMBER.", valueName: "rule"))
  var bars = BarRule.minutes(1)

  func validate() throws { try checkMean(length, enterAt, leaveAt) }

  func bot(size: Quantity) -> any Bot {
    MeanReversionBot(length: length, entry: enterAt, exit: leaveAt, bars: bars, size: size)
  }
}

/// The options of ``PairBot``.
struct PairOptions: CommandBot {
  static let botName = "pair"

  @Option(help: ArgumentHelp("The two symbols, separated by a comma: KO,PEP.", valueName: "list"))
  var pair: String

  @Option(help: ArgumentHelp("Ratios in the mean.", valueName: "count"))
  var length = 100

  @Option(help: ArgumentHelp("Standard deviations from the mean at which it enters.", valueName: "number"))
  var enterAt = 2.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Standard deviations from the mean at which it leaves.", valueName: "number"))
  var leaveAt = 0.5

  func validate() throws {
    guard symbols.count == 2, symbols[0] != symbols[1], !symbols.contains("") else {
      throw ValidationError("--pair '\(pair)' is no pair; name two symbols, separated by a comma.")
    }
    try checkMean(length, enterAt, leaveAt)
  }

  private var symbols: [String] { pair.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }

  func bot(size: Quantity) -> any Bot {
    PairBot(first: symbols[0], second: symbols[1], length: length, entry: enterAt, exit: leaveAt, size: size)
  }
}

/// The options of ``MarketMakerBot``.
struct MarketMakerOptions: CommandBot {
  static let botName = "market-maker"

  @Option(help: ArgumentHelp("How far its two prices are from its middle.", valueName: "price"))
  var halfSpread: Price = 0.02

  @Option(help: ArgumentHelp("How far its middle moves for each size that it holds.", valueName: "price"))
  var skew: Price = 0.01

  @Option(help: ArgumentHelp("How far its middle moves before it gives new orders.", valueName: "price"))
  var patience: Price = 0.01

  @Option(
    help: ArgumentHelp("How much it holds at most, long or short. (default: ten times --size)", valueName: "quantity"))
  var inventory: Quantity?

  func validate() throws {
    guard halfSpread > .zero, skew >= .zero, patience >= .zero, inventory ?? .zero >= .zero else {
      throw ValidationError("--half-spread is above 0, and --skew, --patience and --inventory are not below it.")
    }
  }

  func bot(size: Quantity) -> any Bot {
    let most = inventory ?? Quantity(nanos: Int64(clamping: Int128(size.nanos) * 10))
    return MarketMakerBot(halfSpread: halfSpread, skew: skew, patience: patience, size: size, most: most)
  }
}

private func checkMean(_ length: Int, _ enterAt: Double, _ leaveAt: Double) throws {
  guard length >= 2 else { throw ValidationError("--length \(length) has no deviation; give a count of 2 or more.") }
  guard enterAt > leaveAt, enterAt.isFinite else {
    throw ValidationError("--enter-at \(enterAt) is not further from the mean than --leave-at \(leaveAt).")
  }
}
