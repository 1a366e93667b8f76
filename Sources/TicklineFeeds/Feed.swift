public import Generators
public import TicklineMarkets

/// Where events come from: a file, a simulation, a database, a socket.
///
/// A feed of one's own is one function, a generator:
///
/// ```swift
/// struct Closes: Feed {
///   let prices: [Price]
///   func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
///     let instrument = session.instruments.id(of: "AAPL")
///     let source = session.sources.add(name: "closes", unit: .sequence)
///     return Generator { yield in
///       for (n, price) in prices.enumerated() {
///         let origin = Origin(instrument: instrument, source: source, position: Int64(n), time: .unknown)
///         try yield(.trade(Trade(origin: origin, price: price)))
///       }
///     }
///   }
/// }
/// ```
///
/// Nothing is opened, read or made before the first event is asked for, and no more than was asked for but for the block
/// that is declared. An instrument that the session does not want may be left out.
public protocol Feed {
  /// What a person calls this source: `csv:ticks.csv`.
  var name: String { get }

  /// The events, in the order of the source. A row that can't be used is a corrupt event; an error that is thrown ends
  /// the feed.
  func events(in session: FeedSession) -> Generator<MarketEvent, any Error>

  /// The same events in the same order, many at a time, for the price of one resume.
  ///
  /// A block is the feed's own and is filled anew once the next is asked for. Without an implementation, each event is a
  /// block.
  func blocks(in session: FeedSession) -> Generator<EventBlock, any Error>
}

extension Feed {
  /// The type's name.
  public var name: String { "\(Self.self)" }

  /// A block for each event: nothing is read ahead.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let events = events(in: session)
    return Generator { yield in
      let block = EventBlock(capacity: 1)
      while let event = try events.next() {
        block.removeAll()
        block.append(event)
        try yield(block)
      }
    }
  }
}

extension Feed {
  /// The events of blocks, one by one: what ``events(in:)`` is for a feed that makes blocks.
  public func events(of blocks: Generator<EventBlock, any Error>) -> Generator<MarketEvent, any Error> {
    Generator { yield in
      while let block = try blocks.next() {
        for index in 0..<block.count { try yield(block[index]) }
      }
    }
  }
}
