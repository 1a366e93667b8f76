public import TicklineMarkets

/// When an order meets the market.
public enum FillRule: String, Hashable, Sendable, CaseIterable {
  /// At the first event after its latency, never at the one that caused it.
  case next
  /// At once, at the last price: that of the very event that caused it. The tutorial's arithmetic; no market works so.
  case same
}

/// Fills orders by what the market did, as a backtest does.
///
/// - A market order takes the bid or the ask of the last quote, where quotes are known, else the price of the trade, or
///   the opening price of the bar.
/// - A limit order that meets a better price when it arrives takes it. Otherwise it waits, and is filled at its limit where
///   the market trades *through* it: at the limit itself others were first.
/// - A stop becomes a market order where the market reaches it, and takes the worse of its own price and the market's.
/// - Together the orders take at most a share of what the event traded or offered; the rest waits for the next event.
/// - An order leaves when the bot came to know of the event that caused it: at its receipt, where the source has times of
///   receipt, but never before it happened. It meets the first event that happened, and was received, at least its latency
///   later. Orders of one instrument are served in the order of their giving, stops first.
///
/// Slippage, fees and latency are asked for once an order or a fill, never once an event.
public struct SimulatedBroker: Broker {
  /// How fills are made.
  public struct Settings: Sendable {
    /// When an order meets the market.
    public var rule = FillRule.next
    /// The most that all orders together take of an event's volume, as a share; nil for any quantity.
    public var participation: Price? = 1
    /// How much worse than the market's price an order is filled that takes what is there; nil for not at all.
    public var slippage: (any SlippageModel)?
    /// What is charged; nil for nothing.
    public var fees: (any FeeModel)?
    /// The least that an order costs.
    public var minimumFee = Money.zero
    /// How long an order is under way; nil for no time.
    public var latency: (any LatencyModel)?
    /// The zone in whose days an order for a day ends; nil for the instrument's own.
    public var timeZone: String?

    /// Fills at the next event, at most its volume, without slippage, fees and latency.
    public init() {}

    /// The tutorial's: an order of any size is filled by the event that caused it, and costs nothing.
    public static var tutorial: Settings {
      var settings = Settings()
      settings.rule = .same
      settings.participation = nil
      return settings
    }
  }

  var settings: Settings
  /// Whether fills cost nothing and are at the market's price: known beforehand, so that such a fill asks no model.
  let isFree: Bool
  let instruments: InstrumentTable
  /// By the instruments' numbers, in the order of their giving.
  var working: [[WorkingOrder]] = []
  /// The last quote, by the instruments' numbers.
  var quotes: [Quote?] = []
  var openCount = 0
  /// The venue's last known time: the time of fills by events without one.
  var lastTime = Timestamp.unknown
  var days = SessionDays()

  /// A broker.
  public init(_ settings: Settings, instruments: InstrumentTable) {
    self.settings = settings
    isFree = settings.fees == nil && settings.slippage == nil && settings.minimumFee == .zero
    self.instruments = instruments
  }

  /// Whether orders are open anywhere.
  public var hasOpenOrders: Bool { openCount > 0 }

  /// Takes an order: fills it at once by the rule ``FillRule/same`` where its price is there, else lets it wait.
  public mutating func submit(_ order: ApprovedOrder, at moment: Moment, reports: inout [BrokerReport]) {
    if settings.rule == .same, let price = moment.lastPrice, isMet(order.order, by: price) {
      var bill = OrderBill()
      reports.append(
        takerFill(
          order, order.order.quantity, at: price, limit: order.order.limit, volume: moment.lastVolume,
          time: moment.time, remaining: .zero, &bill))
      return
    }
    lastTime = moment.time
    let delay = settings.rule == .next ? settings.latency?.next() ?? 0 : 0
    let arrival = Arrival(delay, after: moment)
    let expiry =
      order.order.lifetime == .day
      ? days.end(ofDayOf: moment.time, zone: settings.timeZone ?? instruments[order.order.instrument].timeZone) : nil
    grow(to: order.order.instrument)
    var waiting = WorkingOrder(order, arrival: arrival, expiry: expiry)
    waiting.isResting = settings.rule == .same && moment.lastPrice != nil
    working[Int(order.order.instrument.index)].append(waiting)
    openCount += 1
  }

  /// Fills a closing order wholly at a price, without slippage; fees are charged.
  public mutating func close(
    _ order: ApprovedOrder, near price: Price, at moment: Moment, reports: inout [BrokerReport]
  ) {
    var bill = OrderBill()
    let quantity = order.order.quantity
    reports.append(
      fill(order, quantity, at: price, slippage: .zero, isMaker: false, time: moment.time, remaining: .zero, &bill))
  }

  /// Ends an order once the wish has reached the market: at once without latency.
  public mutating func cancel(_ order: OrderKey, at moment: Moment, reports: inout [BrokerReport]) {
    for instrument in working.indices {
      guard let index = working[instrument].firstIndex(where: { $0.approved.key == order }) else { continue }
      guard settings.rule == .next, let delay = settings.latency?.next() else {
        remove(index, of: instrument, &reports)
        return
      }
      if working[instrument][index].cancellation == nil {
        working[instrument][index].cancellation = Arrival(delay, after: moment)
      }
      return
    }
    reports.append(.cancelRejected(order))
  }

  /// Ends all orders of a bot, or of all bots, at once.
  public mutating func cancelAll(of bot: Int?, reports: inout [BrokerReport]) {
    guard openCount > 0 else { return }
    for instrument in working.indices {
      for index in working[instrument].indices.reversed()
      where bot == nil || working[instrument][index].approved.key.bot == bot {
        remove(index, of: instrument, &reports)
      }
    }
  }

  private mutating func remove(_ index: Int, of instrument: Int, _ reports: inout [BrokerReport]) {
    let order = working[instrument].remove(at: index)
    openCount -= 1
    reports.append(.cancelled(order.approved, remaining: order.remaining))
  }

  private mutating func grow(to instrument: InstrumentID) {
    while working.count <= Int(instrument.index) {
      working.append([])
      quotes.append(nil)
    }
  }

  /// Whether an order can be filled at a price.
  private func isMet(_ order: Order, by price: Price) -> Bool {
    switch order.kind {
    case .market: true
    case .limit(let limit): order.side == .buy ? price <= limit : price >= limit
    case .stop(let stop): order.side == .buy ? price >= stop : price <= stop
    }
  }

  mutating func note(_ quote: Quote) {
    grow(to: quote.instrument)
    quotes[Int(quote.instrument.index)] = quote
  }
}

@available(*, unavailable)
extension SimulatedBroker: Sendable {}
