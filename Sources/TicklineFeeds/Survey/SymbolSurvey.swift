public import TicklineMarkets

/// What there is of one symbol.
public struct SymbolSurvey: Sendable {
  /// The earliest and the latest time of a good event; unknown where no event has one.
  public private(set) var first = Timestamp.unknown, last = Timestamp.unknown
  /// Good trades.
  public private(set) var trades = 0
  /// Good quotes.
  public private(set) var quotes = 0
  /// Good bars.
  public private(set) var bars = 0
  /// Halts, resumptions, openings and closings.
  public private(set) var statuses = 0
  /// Stretches of a numbered stream that are missing.
  public private(set) var gaps = 0
  /// How many numbers they have together.
  public private(set) var missing: UInt64 = 0
  /// Corrupt events by reason.
  public private(set) var corruptByReason: [Corruption.Reason: Int] = [:]
  /// The lowest and the highest price of a good trade; nil where there is none.
  public private(set) var low: Price?, high: Price?
  /// The sum of price times size, exact, of all that was traded: the good trades, and those that their source marks as bad.
  public private(set) var notional = MoneySum()
  /// The part of ``notional`` that is of trades which their source marks as bad.
  public private(set) var flaggedNotional = MoneySum()
  /// From the venue's time to that of receipt, of good events that have both.
  public private(set) var latency = DurationHistogram()

  /// A survey of nothing.
  public init() {}

  /// Corrupt events of all reasons.
  public var corrupt: Int { corruptByReason.values.reduce(0, +) }

  /// All events but trades, quotes and corrupt ones.
  public var others: Int { bars + statuses + gaps }

  /// Counts an event, which was checked.
  ///
  /// - Complexity: constant.
  public mutating func add(_ event: MarketEvent) {
    if case .corrupt(let corruption) = event {
      corruptByReason[corruption.reason, default: 0] += 1
      guard let flagged = corruption.flaggedTrade else { return }
      notional.add(flagged.price * flagged.size)
      return flaggedNotional.add(flagged.price * flagged.size)
    }
    add(event.origin)
    switch event {
    case .trade(let trade):
      trades += 1
      low = low.map { min($0, trade.price) } ?? trade.price
      high = high.map { max($0, trade.price) } ?? trade.price
      notional.add(trade.price * trade.size)
    case .quote: quotes += 1
    case .bar: bars += 1
    case .status: statuses += 1
    case .gap(let gap):
      gaps += 1
      let count = (gap.last - gap.first).addingReportingOverflow(1)
      let sum = missing.addingReportingOverflow(count.overflow ? .max : count.partialValue)
      missing = sum.overflow ? .max : sum.partialValue
    case .corrupt: break
    }
  }

  private mutating func add(_ origin: Origin) {
    guard origin.time.isKnown else { return }
    if !first.isKnown || origin.time < first { first = origin.time }
    if !last.isKnown || origin.time > last { last = origin.time }
    guard origin.received.isKnown else { return }
    latency.add(Int64(clamping: Int128(origin.received.nanoseconds) - Int128(origin.time.nanoseconds)))
  }

  /// Adds what there is of another symbol.
  public mutating func add(_ other: SymbolSurvey) {
    if other.first.isKnown, !first.isKnown || other.first < first { first = other.first }
    if other.last.isKnown, !last.isKnown || other.last > last { last = other.last }
    trades += other.trades
    quotes += other.quotes
    bars += other.bars
    statuses += other.statuses
    gaps += other.gaps
    let sum = missing.addingReportingOverflow(other.missing)
    missing = sum.overflow ? .max : sum.partialValue
    corruptByReason.merge(other.corruptByReason, uniquingKeysWith: +)
    low = [low, other.low].compactMap { $0 }.min()
    high = [high, other.high].compactMap { $0 }.max()
    notional.add(other.notional)
    flaggedNotional.add(other.flaggedNotional)
    latency.add(other.latency)
  }
}
