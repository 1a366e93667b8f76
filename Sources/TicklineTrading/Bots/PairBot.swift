public import TicklineMarkets

/// Two symbols that move together: sells the one that has become dear against the other and buys the cheap one, until their
/// ratio is back at its mean. One coroutine for both.
///
/// Source: Gatev, Goetzmann and Rouwenhorst, "Pairs Trading: Performance of a Relative-Value Arbitrage Rule", 2006, which
/// enters at two standard deviations. Here the ratio of the two prices is watched, at every trade of the first.
public struct PairBot: Bot, Sendable {
  /// The two symbols.
  public var first: String, second: String
  /// Of how many ratios the mean is.
  public var length: Int
  /// How many standard deviations from the mean it enters.
  public var entry: Double
  /// How many standard deviations from the mean it leaves.
  public var exit: Double
  /// How much of the first it trades; of the second as much as that is worth, in whole lots: of one where none is
  /// known.
  public var size: Quantity

  /// A bot with its two symbols.
  ///
  /// - Precondition: the length is at least 2, and the entry is further from the mean than the exit.
  public init(
    first: String, second: String, length: Int = 100, entry: Double = 2, exit: Double = 0.5, size: Quantity = 1
  ) {
    precondition(length >= 2 && entry > exit, "It enters further from the mean of two ratios or more than it leaves.")
    (self.first, self.second, self.length) = (first, second, length)
    (self.entry, self.exit, self.size) = (entry, exit, size)
  }

  /// Both symbols, together.
  public var symbols: BotSymbols { .together([first, second]) }

  /// Trades the ratio, until the market closes.
  public func run(_ market: Market) throws {
    let (a, b) = (market.instruments[0], market.instruments[1])
    let lot = market.instrument(b).lot ?? 1
    var deviations = Deviations(keeping: length)
    var prices: (a: Price, b: Price) = (.zero, .zero)
    func nextScore() throws -> Double {
      while true {
        let trade = try market.nextTrade()
        if trade.instrument == b { prices.b = trade.price }
        guard trade.instrument == a, prices.b != .zero else { continue }
        prices.a = trade.price
        deviations.add(Double(prices.a.nanos) / Double(prices.b.nanos))
        return deviations.score
      }
    }
    while true {
      do {
        while !deviations.isFull { _ = try nextScore() }  // warming up
        var score = try nextScore()
        while abs(score) < entry { score = try nextScore() }  // WATCHING
        let value = Int128(size.nanos) * Int128(prices.a.nanos) / Int128(prices.b.nanos)
        // One that no order can be for is refused by risk.
        let hedge = Quantity(nanos: Int64(clamping: value / Int128(lot.nanos) * Int128(lot.nanos)))
        let isDear = score > 0
        try market.move(to: isDear ? -size : size, of: a)
        try market.move(to: isDear ? hedge : -hedge, of: b)
        while isDear ? score > exit : score < -exit { score = try nextScore() }  // HOLDING
        try market.move(to: 0, of: a)
        try market.move(to: 0, of: b)
      } catch is CorruptTick { continue }
    }
  }
}
