internal import TicklineMarkets

/// A number that stands for a row of events: it changes with each value and with the order.
///
/// Two multiplications an event; the high and the low half of the product are folded together. Source of the step: Wang Yi,
/// "wyhash". It finds mistakes, not forgers.
struct Fingerprint {
  private(set) var value: UInt64 = 0xA076_1D64_78BD_642F

  @inline(__always)
  mutating func add(_ first: Int64, _ second: Int64) {
    let product = (value ^ UInt64(bitPattern: first)).multipliedFullWidth(
      by: 0xE703_7ED1_A0B4_28DB ^ UInt64(bitPattern: second))
    value = product.high ^ product.low ^ 0x8EBC_6AF0_9C88_C6E3
  }

  @inline(__always)
  mutating func add(_ trade: Trade) {
    add(trade.time.nanoseconds, Int64(trade.instrument.index))
    add(trade.price.nanos, trade.size.nanos)
  }

  @inline(never)
  mutating func add(_ event: MarketEvent) {
    add(event.time.nanoseconds, Int64(event.instrument.index))
    switch event {
    case .trade(let trade): add(trade.price.nanos, trade.size.nanos)
    case .quote(let quote):
      add((quote.bid ?? .zero).nanos, (quote.ask ?? .zero).nanos)
      add(quote.bidSize.nanos, quote.askSize.nanos)
    case .bar(let bar):
      add(bar.open.nanos, bar.high.nanos)
      add(bar.low.nanos, bar.close.nanos)
      add(bar.volume.nanos, 3)
    case .status(let status): add(Int64(status.kind.rawValue), 4)
    case .gap(let gap): add(Int64(bitPattern: gap.first), Int64(bitPattern: gap.last))
    case .corrupt(let corruption):
      add(Int64(corruption.reason.rawValue), corruption.origin.position)
    }
  }
}
