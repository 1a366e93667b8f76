public import TicklineMarkets
public import TicklineTrading

/// The figures that a strategy is judged by, of one currency of an account. `Documentation/Figures.md` defines each.
///
/// Amounts are exact. Ratios are `Double`, calculated at the end from exact amounts; nil where one is not defined, as a
/// Sharpe ratio of fewer than two days.
public struct Figures: Sendable {
  /// The currency.
  public let currency: Currency
  /// What there was at the beginning.
  public let startingEquity: Money
  /// What there is at the end, positions at their last prices.
  public let endingEquity: Money
  /// The gain as a share of the beginning.
  public let totalReturn: Double?
  /// The gain of a year at the same pace.
  public let annualisedReturn: Double?
  /// Mean of the daily returns over their standard deviation, for a year.
  public let sharpe: Double?
  /// Mean of the daily returns over their downside deviation, for a year.
  public let sortino: Double?
  /// Annualised return over the maximum drawdown.
  public let calmar: Double?
  /// The deepest fall from a high, as a share of it.
  public let maximumDrawdown: Double?
  /// The same fall; nil where the equity never fell.
  public let drawdown: EquityTrack.Drawdown?
  /// Days that had events.
  public let dayCount: Int
  /// Days in a year.
  public let daysPerYear: Int
  /// Closed trades.
  public let tradeCount: Int
  /// Closed trades that brought more than nothing, fees deducted.
  public let winCount: Int
  /// The share of those.
  public let winRate: Double?
  /// What winners brought over what losers cost.
  public let profitFactor: Double?
  /// What a closed trade brought on average, fees deducted.
  public let averageTrade: Double?
  /// Trades open at the end.
  public let openCount: Int
  /// Trades that the bots forgot.
  public let forgottenCount: Int
  /// The share of the time in which something was held.
  public let exposure: Double?
  /// What was bought and sold, over the average equity at the days' ends.
  public let turnover: Double?
  /// What was bought and sold.
  public let traded: Money
  /// What was paid in fees.
  public let fees: Money
  /// What slippage cost.
  public let slippage: Money
  /// What closing brought, fees not deducted.
  public let realised: Money
  /// What closing all positions at the last prices would bring.
  public let unrealised: Money
  /// Fills.
  public let fillCount: Int
  /// How many orders were approved.
  public let orderCount: Int
  /// How many orders were refused.
  public let refusalCount: Int

  /// The figures of the currency at a place of the book's currencies.
  public init(_ result: AccountResult, currency index: Int, daysPerYear: Int = 252) {
    let sums = result.book.currencies[index]
    let track = result.tracks[index]
    let days = DailyReturns(track, daysPerYear: daysPerYear)
    let trades = result.trades[index]
    currency = sums.currency
    startingEquity = sums.startingCash
    endingEquity = sums.equity
    totalReturn = days.total(endingEquity)
    annualisedReturn = days.annualised(endingEquity)
    sharpe = days.sharpe
    sortino = days.sortino
    drawdown = track.deepest
    maximumDrawdown =
      track.deepest.map { $0.peak > .zero ? $0.depth.double / $0.peak.double : nil } ?? (days.isDefined ? 0 : nil)
    calmar = Figures.ratio(annualisedReturn, maximumDrawdown)
    dayCount = track.days.count
    self.daysPerYear = daysPerYear
    tradeCount = trades.closedCount
    winCount = trades.winCount
    winRate = Figures.ratio(Double(trades.winCount), Double(trades.closedCount))
    profitFactor = Figures.ratio(trades.won.double, trades.lost.double)
    averageTrade = Figures.ratio((trades.won - trades.lost).double, Double(trades.closedCount))
    openCount = trades.openCount
    forgottenCount = trades.forgottenCount
    exposure = Figures.exposure(result, index)
    turnover = Figures.ratio(sums.traded.double, days.averageEquity)
    traded = sums.traded
    fees = sums.fees
    slippage = sums.slippage
    realised = sums.realised
    unrealised = sums.unrealised
    fillCount = sums.fillCount
    orderCount = result.orderCounts[index]
    refusalCount = result.refusalCounts[index]
  }

  private static func exposure(_ result: AccountResult, _ index: Int) -> Double? {
    guard result.firstTime.isKnown, result.lastTime > result.firstTime else { return nil }
    let span = Double(result.lastTime.nanoseconds - result.firstTime.nanoseconds)
    return Double(result.heldNanoseconds[index]) / span
  }

  /// A quotient; nil where a part is missing or the divisor is not positive.
  private static func ratio(_ number: Double?, _ divisor: Double?) -> Double? {
    guard let number, let divisor, divisor > 0 else { return nil }
    return number / divisor
  }
}

extension Money {
  /// The nearest number of 53 bits: for ratios and pictures, never for a sum.
  public var double: Double { Double(attos) / 1e18 }
}
