internal import TicklineMarkets

/// A number that stands for a row of events: it changes with each value and with the order. Two multiplications an event.
struct Fingerprint {
  private var hash = RollingHash()

  var value: UInt64 { hash.value }

  @inline(__always)
  mutating func add(_ trade: Trade) {
    hash.add(trade.time.nanoseconds, Int64(trade.instrument.index))
    hash.add(trade.price.nanos, trade.size.nanos)
  }

  @inline(never)
  mutating func add(_ event: MarketEvent) {
    hash.add(event.time.nanoseconds, Int64(event.instrument.index))
    hash.addValues(of: event)
    if case .corrupt(let corruption) = event {
      hash.add(Int64(corruption.reason.rawValue), corruption.origin.position)
    }
  }
}
