internal import TicklineMarkets
internal import TicklineTrading

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The equity from day to day, as shares: each day's end over the one before, the first over the beginning.
struct DailyReturns {
  private let start: Double
  private let closes: [Double]
  private let returns: [Double]
  private let daysPerYear: Double

  init(_ track: EquityTrack, daysPerYear: Int) {
    start = track.start.double
    closes = track.days.map(\.equity.double)
    let before = [start] + closes.dropLast()
    returns = before.allSatisfy { $0 > 0 } ? zip(closes, before).map { $0 / $1 - 1 } : []
    self.daysPerYear = Double(daysPerYear)
  }

  /// Whether a share of the beginning means something.
  var isDefined: Bool { start > 0 }

  /// The average equity at the days' ends; what there was at the beginning where there are none.
  var averageEquity: Double { closes.isEmpty ? start : closes.reduce(0, +) / Double(closes.count) }

  func total(_ end: Money) -> Double? { isDefined ? end.double / start - 1 : nil }

  /// Of at least two days: what one day brings says nothing about a year.
  func annualised(_ end: Money) -> Double? {
    guard isDefined, closes.count >= 2, end > .zero else { return nil }
    return pow(end.double / start, daysPerYear / Double(closes.count)) - 1
  }

  var sharpe: Double? {
    guard returns.count >= 2 else { return nil }
    let squares = returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return annual(over: (squares / Double(returns.count - 1)).squareRoot())
  }

  var sortino: Double? {
    guard returns.count >= 2 else { return nil }
    let squares = returns.reduce(0) { $0 + min($1, 0) * min($1, 0) }
    return annual(over: (squares / Double(returns.count)).squareRoot())
  }

  private var mean: Double { returns.reduce(0, +) / Double(returns.count) }

  private func annual(over deviation: Double) -> Double? {
    deviation > 0 ? mean / deviation * daysPerYear.squareRoot() : nil
  }
}
