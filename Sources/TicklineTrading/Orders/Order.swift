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
    /// As soon as possible, at the market's price.
    case market
    /// At this price or a better one.
    case limit(Price)
    /// At the market's price, once the market has reached this one: at or above it to buy, at or below it to sell.
    case stop(Price)
  }

  /// How long an order stays open.
  public enum Lifetime: String, Hashable, Sendable, CaseIterable {
    /// Until the day ends in the instrument's time zone; for ever where events have no times.
    case day
    /// Until it is filled or cancelled.
    case goodTillCancelled
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
  /// How long it stays open.
  public let lifetime: Lifetime

  /// An order.
  public init(
    id: OrderID, instrument: InstrumentID, side: Side, quantity: Quantity, kind: Kind = .market,
    lifetime: Lifetime = .goodTillCancelled
  ) {
    self.id = id
    self.instrument = instrument
    self.side = side
    self.quantity = quantity
    self.kind = kind
    self.lifetime = lifetime
  }
}

/// Which order of which bot: unique in a run.
public struct OrderKey: Hashable, Sendable, BitwiseCopyable {
  /// The bot's number, in the order in which the run's bots were started.
  public let bot: Int
  /// The order's number among the bot's.
  public let id: OrderID

  /// An order of a bot.
  public init(bot: Int, id: OrderID) {
    self.bot = bot
    self.id = id
  }
}
