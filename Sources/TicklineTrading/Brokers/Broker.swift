public import TicklineMarkets

/// Fills orders: a simulation, or someone real.
///
/// The engine shows it every quote and bar, and the trades of instruments in which orders are open, before any bot sees
/// them. What came of orders is reported through `reports`, in the order in which it happened. It works on the run's own
/// thread.
public protocol Broker {
  /// Whether orders are open anywhere. Asked at every trade, so it should be a stored property.
  var hasOpenOrders: Bool { get }

  /// Takes an order that risk approved. What comes of it at once is reported at once.
  mutating func submit(_ order: ApprovedOrder, at moment: Moment, reports: inout [BrokerReport])

  /// Is asked to end an order. Answers with ``BrokerReport/cancelled(_:remaining:)`` or
  /// ``BrokerReport/cancelRejected(_:)``, at once or later; an order may be filled meanwhile.
  mutating func cancel(_ order: OrderKey, at moment: Moment, reports: inout [BrokerReport])

  /// Ends all orders of a bot, or of all bots, without delay: a policy or a stop asks for it.
  mutating func cancelAll(of bot: Int?, reports: inout [BrokerReport])

  /// Closes a position at a price that has passed, or as near to it as it can: a policy or a stop asks for it.
  mutating func close(_ order: ApprovedOrder, near price: Price, at moment: Moment, reports: inout [BrokerReport])

  /// Sees a good event of the market.
  mutating func see(_ event: MarketEvent, reports: inout [BrokerReport])
}

/// What is known of the market when an order is given.
public struct Moment: Hashable, Sendable {
  /// The venue's time of the last good event; `unknown` where the source has no times.
  public let time: Timestamp
  /// When that event was received: when the bot came to know of it; `unknown` where the source does not say.
  public let received: Timestamp
  /// The instrument's last price: of its last trade, else of its last bar; nil before the first.
  public let lastPrice: Price?
  /// How much was traded at it; nil where that is not known.
  public let lastVolume: Quantity?

  /// When the bot came to know of the event, as well as that is known: the time of receipt, else the venue's.
  public var known: Timestamp { received.isKnown ? received : time }

  /// A moment.
  public init(time: Timestamp, received: Timestamp, lastPrice: Price?, lastVolume: Quantity? = nil) {
    self.time = time
    self.received = received
    self.lastPrice = lastPrice
    self.lastVolume = lastVolume
  }
}

/// What became of an order.
public enum BrokerReport: Hashable, Sendable {
  /// It was filled, wholly or in part.
  case filled(Fill, OrderKey)
  /// It is no longer open: cancelled, or its day has ended. So much of it was not filled.
  case cancelled(ApprovedOrder, remaining: Quantity)
  /// It can't be cancelled, since it is not open.
  case cancelRejected(OrderKey)

  /// The order.
  public var key: OrderKey {
    switch self {
    case .filled(_, let key), .cancelRejected(let key): key
    case .cancelled(let order, _): order.key
    }
  }
}
