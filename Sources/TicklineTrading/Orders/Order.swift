public import TicklineMarkets

/// The number of an order, unique among the orders of its bot.
public struct OrderID: Hashable, Sendable, BitwiseCopyable {
  /// 1 for a bot's first order, and so on.
  public let number: Int64

  /// The order with a number.
  public init(number: Int64) { self.number = number }
}

/// What a bot wants done.
public struct Order: Hashable, Sendable {
  /// How an order is to be filled.
  public enum Kind: Hashable, Sendable {
    /// At once, at the market's price.
    case market
  }

  /// Its number.
  public let id: OrderID
  /// What is to be traded.
  public let instrument: InstrumentID
  /// Bought or sold.
  public let side: Side
  /// How much; positive.
  public let quantity: Quantity
  /// How it is to be filled.
  public let kind: Kind
}

/// An order that was filled, wholly or in part.
public struct Fill: Hashable, Sendable {
  /// The order.
  public let order: OrderID
  /// What was traded.
  public let instrument: InstrumentID
  /// Bought or sold.
  public let side: Side
  /// How much; positive.
  public let quantity: Quantity
  /// At which price.
  public let price: Price
  /// When.
  public let time: Timestamp
}

/// Why something that a bot wanted was not done.
public enum Rejection: Hashable, Sendable {
  /// The order is not open: it was filled, or there is none with this number.
  case notOpen
}

/// What a bot hands out when it waits: what it wants done, and what it waits for.
public struct Orders {
  /// One thing that a bot wants done.
  public enum Request: Hashable, Sendable {
    /// An order.
    case order(Order)
    /// The end of an order that was not filled yet.
    case cancel(OrderID)
  }

  /// In the order in which the bot asked; nil, which costs nothing, for none.
  @usableFromInline var requests: [Request]?
  /// What resumes the bot.
  @usableFromInline let awaited: Awaited

  @inlinable
  init(_ requests: consuming [Request]?, awaited: Awaited) {
    self.requests = requests
    self.awaited = awaited
  }
}

/// Which events resume a bot that waits.
@frozen @usableFromInline
struct Awaited: OptionSet, Sendable {
  @usableFromInline let rawValue: UInt8

  @inlinable
  init(rawValue: UInt8) { self.rawValue = rawValue }

  @inlinable static var trades: Awaited { Awaited(rawValue: 1) }
  @inlinable static var quotes: Awaited { Awaited(rawValue: 2) }
  @inlinable static var bars: Awaited { Awaited(rawValue: 4) }
  @inlinable static var others: Awaited { Awaited(rawValue: 8) }
  @inlinable static var fills: Awaited { Awaited(rawValue: 16) }
  @inlinable static var everything: Awaited { Awaited(rawValue: 31) }
}
