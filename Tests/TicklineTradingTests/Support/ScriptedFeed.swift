import Generators
import TicklineFeeds
import TicklineMarkets

/// What a feed is to yield, spelled out by a test.
struct Line: Sendable {
  var symbol: String? = "AAPL"
  var make: @Sendable (Origin) -> MarketEvent
  /// Seconds after the start; its place in the script where nothing is said.
  var second: Int64?
}

extension Line {
  static func trade(_ price: Price, _ symbol: String = "AAPL", size: Quantity = 1, second: Int64? = nil) -> Line {
    Line(symbol: symbol, make: { .trade(Trade(origin: $0, price: price, size: size)) }, second: second)
  }

  static func corrupt(_ symbol: String? = "AAPL", second: Int64? = nil) -> Line {
    Line(
      symbol: symbol, make: { .corrupt(Corruption(origin: $0, reason: .negativePrice, text: "-171.03")) },
      second: second)
  }

  static func quote(bid: Price?, ask: Price?, _ symbol: String = "AAPL") -> Line {
    Line(symbol: symbol, make: { .quote(Quote(origin: $0, bid: bid, bidSize: 1, ask: ask, askSize: 2)) })
  }

  static func bar(close: Price, _ symbol: String = "AAPL") -> Line {
    Line(symbol: symbol, make: { .bar(Bar(origin: $0, open: 1, high: 9, low: 1, close: close, volume: 5)) })
  }

  static func status(_ kind: Status.Kind, _ symbol: String = "AAPL") -> Line {
    Line(symbol: symbol, make: { .status(Status(origin: $0, kind: kind)) })
  }

  static func gap(_ first: UInt64, _ last: UInt64, _ symbol: String = "AAPL") -> Line {
    Line(symbol: symbol, make: { .gap(Gap(origin: $0, first: first, last: last)) })
  }
}

extension [Line] {
  /// Ticks of AAPL; nil for a corrupt one.
  static func ticks(_ prices: Price?...) -> [Line] {
    prices.map { price in price.map { Line.trade($0) } ?? .corrupt() }
  }
}

/// What a scripted feed did, for a test to look at.
final class FeedProbe {
  var yielded = 0
  var isClosed = false
}

/// The error of a feed, a bot or a sink that a test lets fail.
struct Breakdown: Error, Hashable, CustomStringConvertible {
  var description = "It broke down."
}

/// A feed as a user writes one: a generator of events.
struct ScriptedFeed: Feed {
  static let start = Timestamp(nanoseconds: 1_700_000_000_000_000_000)

  let lines: [Line]
  var failure: Breakdown?
  var probe = FeedProbe()

  init(_ lines: [Line], failure: Breakdown? = nil) {
    self.lines = lines
    self.failure = failure
  }

  func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    let source = session.sources.add(name: "script", unit: .line)
    return Generator { yield in
      defer { probe.isClosed = true }
      for (index, line) in lines.enumerated() {
        let instrument = line.symbol.map { session.instruments.id(of: $0) } ?? .none
        let origin = Origin(
          instrument: instrument, source: source, position: Int64(index + 1),
          time: Self.start + .seconds(line.second ?? Int64(index)))
        probe.yielded += 1
        try yield(line.make(origin))
      }
      if let failure { throw failure }
    }
  }
}
