public import TicklineMarkets

extension Market {
  /// The bars that the trades of an instrument make, from here on.
  ///
  /// ```swift
  /// var bars = market.bars(.minutes(1))
  /// while true { print(try bars.next().bar.close) }
  /// ```
  ///
  /// - Parameter instrument: of what; the bot's first symbol where nothing is said. Trades of others are passed over.
  public func bars(_ rule: BarRule, of instrument: InstrumentID? = nil) -> MarketBars {
    MarketBars(market: self, maker: BarMaker(rule), instrument: instrument ?? instruments[0])
  }
}

/// Bars that a bot waits for. An interruption leaves the bar that is being made as it is.
public struct MarketBars {
  private let market: Market
  private var maker: BarMaker
  private let instrument: InstrumentID

  init(market: Market, maker: BarMaker, instrument: InstrumentID) {
    self.market = market
    self.maker = maker
    self.instrument = instrument
  }

  /// Waits until a bar is over. Throws as ``Market/nextTrade()``.
  public mutating func next() throws(Interruption) -> MadeBar {
    while true {
      let trade = try market.nextTrade()
      if trade.instrument == instrument, let made = maker.add(trade) { return made }
    }
  }
}
