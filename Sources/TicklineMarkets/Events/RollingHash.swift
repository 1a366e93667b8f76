/// A number that stands for a row of numbers: it changes with each of them and with the order.
///
/// Two numbers are taken in by one multiplication, whose high and low half are folded together. Source: Wang Yi, "wyhash".
/// It finds mistakes, not forgers. Stores keep it: how it comes about never changes.
package struct RollingHash: Hashable, Sendable {
  /// The number so far.
  @usableFromInline package var value: UInt64 = 0xA076_1D64_78BD_642F

  /// Of no numbers.
  package init() {}

  /// Takes two numbers in.
  @inlinable @inline(__always)
  package mutating func add(_ first: Int64, _ second: Int64) {
    let product = (value ^ UInt64(bitPattern: first)).multipliedFullWidth(
      by: 0xE703_7ED1_A0B4_28DB ^ UInt64(bitPattern: second))
    value = product.high ^ product.low ^ 0x8EBC_6AF0_9C88_C6E3
  }

  /// Takes in what an event says beside its time, instrument and place; of a corrupt one nothing.
  package mutating func addValues(of event: MarketEvent) {
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
    case .gap(let gap):
      add(Int64(bitPattern: gap.first), Int64(bitPattern: gap.last))
      add(0, 5)
    case .corrupt: break
    }
  }

  /// A number that stands for bytes. Source: Fowler, Noll, Vo, "FNV-1a".
  package static func digest(of bytes: some Sequence<UInt8>) -> Int64 {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64(bitPattern: digest)
  }
}
