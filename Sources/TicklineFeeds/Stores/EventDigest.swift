package import TicklineMarkets

/// A number that stands for a row of events, by which a source that has changed is known.
///
/// An event counts by its time, its symbol, and what of it a store keeps or counts. The number is kept in stores: how it
/// comes about never changes. Source of the step: Wang Yi, "wyhash". It finds mistakes, not forgers.
///
/// - Complexity: two or three multiplications a trade; a corrupt event costs its text besides.
package struct EventDigest {
  private let instruments: InstrumentTable
  /// The digests of symbols, by the number of their instrument: the number itself may be another in another run.
  private var symbols: [Int64] = []
  private var state: UInt64 = 0xA076_1D64_78BD_642F
  private var text: [UInt8] = []

  /// The digest of no events.
  package init(instruments: InstrumentTable) { self.instruments = instruments }

  /// The number. It is never 0, which stands for none.
  package var value: Int64 { state == 0 ? 1 : Int64(bitPattern: state) }

  /// Adds the next event.
  package mutating func add(_ event: MarketEvent) {
    let symbol = symbolDigest(of: event.instrument)
    step(event.time.nanoseconds, symbol)
    switch event {
    case .trade(let trade): step(trade.price.nanos, trade.size.nanos)
    case .quote(let quote):
      step((quote.bid ?? .zero).nanos, (quote.ask ?? .zero).nanos)
      step(quote.bidSize.nanos, quote.askSize.nanos)
    case .bar(let bar):
      step(bar.open.nanos, bar.high.nanos)
      step(bar.low.nanos, bar.close.nanos)
      step(bar.volume.nanos, 3)
    case .status(let status):
      step(Int64(status.kind.rawValue), 4)
    case .gap(let gap):
      step(Int64(bitPattern: gap.first), Int64(bitPattern: gap.last))
      step(0, 5)
    case .corrupt(let corruption):
      text.removeAll(keepingCapacity: true)
      corruption.text.write(into: &text)
      step(Int64(corruption.reason.rawValue), 6)
      step(Self.digest(of: text), 7)
    }
  }

  @inline(__always)
  private mutating func step(_ first: Int64, _ second: Int64) {
    let product = (state ^ UInt64(bitPattern: first)).multipliedFullWidth(
      by: 0xE703_7ED1_A0B4_28DB ^ UInt64(bitPattern: second))
    state = product.high ^ product.low ^ 0x8EBC_6AF0_9C88_C6E3
  }

  private mutating func symbolDigest(of instrument: InstrumentID) -> Int64 {
    let index = Int(instrument.index)
    guard index >= 0 else { return 0 }
    while symbols.count <= index {
      let next = InstrumentID(index: Int32(symbols.count))
      symbols.append(Self.digest(of: Array(instruments[next].symbol.utf8)))
    }
    return symbols[index]
  }

  /// A digest of bytes. Source: Fowler, Noll, Vo, "FNV-1a".
  private static func digest(of bytes: [UInt8]) -> Int64 {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64(bitPattern: digest)
  }
}
