/// What a feed yields: something that happened in a market, or something that was wrong with its record.
///
/// Every case is plain memory without references, so that passing an event on is copying at most 88 bytes.
@frozen
public enum MarketEvent: Hashable, Sendable, BitwiseCopyable {
  /// Something was traded.
  case trade(Trade)
  /// The best prices on both sides of the book.
  case quote(Quote)
  /// The prices of a stretch of time.
  case bar(Bar)
  /// Trading was halted, resumed, opened or closed.
  case status(Status)
  /// Messages are missing.
  case gap(Gap)
  /// A record that can't be used.
  case corrupt(Corruption)

  /// Where it comes from and when it happened.
  @inlinable
  public var origin: Origin {
    switch self {
    case .trade(let trade): trade.origin
    case .quote(let quote): quote.origin
    case .bar(let bar): bar.origin
    case .status(let status): status.origin
    case .gap(let gap): gap.origin
    case .corrupt(let corruption): corruption.origin
    }
  }

  /// Which instrument it is about; `none` where the symbol could not be read.
  @inlinable
  public var instrument: InstrumentID { origin.instrument }

  /// The venue's time.
  @inlinable
  public var time: Timestamp { origin.time }
}
