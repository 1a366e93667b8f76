public import Generators
public import TicklineMarkets

/// An endless market made of chance: the tutorial's `market_ticker`.
///
/// Every tick is of one of four symbols, with a price between 100.00 and 300.00: drawn anew each time, as the tutorial
/// does, or walking from tick to tick. Now and then a tick is corrupt: its price is negative.
///
/// The same seed gives the same events on every machine, times included: only whole numbers are calculated with.
public struct SimulatedMarket: Feed {
  /// The symbols that are traded.
  public static let symbols = ["AAPL", "GOOG", "MSFT", "AMZN"]

  /// How a price follows from the one before.
  public enum Motion: Hashable, Sendable {
    /// Drawn anew, all prices from 100.00 to 300.00 being equally likely.
    case uniform
    /// A random walk in steps of up to 2.00, turned back at 100.00 and 300.00.
    case walk
  }

  /// What all chance comes from.
  public let seed: UInt64
  /// How prices move.
  public let motion: Motion
  /// The share of corrupt ticks, from 0 to 1.
  public let corruptRate: Double

  /// A market.
  ///
  /// - Precondition: the corrupt rate is from 0 to 1.
  public init(seed: UInt64, motion: Motion = .uniform, corruptRate: Double = 0.1) {
    precondition((0...1).contains(corruptRate), "A corrupt rate is a share, from 0 to 1.")
    self.seed = seed
    self.motion = motion
    self.corruptRate = corruptRate
  }

  /// `sim`.
  public var name: String { "sim" }

  /// The time of opening: 2024-01-02, 14:30 UTC, when New York opens.
  static let opening = Timestamp(nanoseconds: 1_704_205_800_000_000_000)

  /// The ticks, one after the other, without end; none where the session wants none of the symbols.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    let source = session.sources.add(name: name, unit: .sequence)
    let instruments = Self.symbols.map { session.instruments.id(of: $0) }
    let isWanted = session.wantedSymbols?.isDisjoint(with: Self.symbols) != true
    return Generator { yield in
      guard isWanted else { return }
      var chance = SplitMix64(seed: seed)
      var cents = [Int64](repeating: 20_000, count: instruments.count)
      var time = Self.opening
      var position: Int64 = 0
      while true {
        position += 1
        let index = Int(chance.next(below: 4))
        cents[index] = nextPrice(after: cents[index], &chance)
        let size = Quantity(nanos: Int64(100 + chance.next(below: 9_901)) * Quantity.scale)
        time = Timestamp(nanoseconds: time.nanoseconds + Int64(1_000 + chance.next(below: 1_000_000_000)))
        let isCorrupt = chance.happens(corruptRate)
        let origin = Origin(instrument: instruments[index], source: source, position: position, time: time)
        let price = Price(nanos: cents[index] * (Price.scale / 100))
        try yield(isCorrupt ? corrupt(origin, price) : .trade(Trade(origin: origin, price: price, size: size)))
      }
    }
  }

  private func nextPrice(after cents: Int64, _ chance: inout SplitMix64) -> Int64 {
    switch motion {
    case .uniform: return 10_000 + Int64(chance.next(below: 20_001))
    case .walk:
      let next = cents + Int64(chance.next(below: 401)) - 200
      return next < 10_000 ? 20_000 - next : next > 30_000 ? 60_000 - next : next
    }
  }

  private func corrupt(_ origin: Origin, _ price: Price) -> MarketEvent {
    .corrupt(Corruption(origin: origin, reason: .negativePrice, text: InlineText((-price).description)))
  }
}
