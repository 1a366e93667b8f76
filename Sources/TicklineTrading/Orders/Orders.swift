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
