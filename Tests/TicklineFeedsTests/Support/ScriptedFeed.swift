import Generators
import TicklineFeeds
import TicklineMarkets

/// A feed whose events a test names, in blocks of the sizes it wants.
struct ScriptedFeed: Feed {
  let name: String
  let script: [MarketEvent]
  var blockSize = 3
  /// Thrown after the last event.
  var failure: FeedError?
  let life = Life()

  /// What became of the feed.
  final class Life {
    var opened = 0, closed = 0
  }

  init(_ name: String = "script", _ script: [MarketEvent], blockSize: Int = 3, failure: FeedError? = nil) {
    self.name = name
    self.script = script
    self.blockSize = blockSize
    self.failure = failure
  }

  func events(in session: FeedSession) -> Generator<MarketEvent, any Error> { events(of: blocks(in: session)) }

  func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    Generator { yield in
      life.opened += 1
      defer { life.closed += 1 }
      _ = session.sources.add(name: name, unit: .sequence)
      let block = EventBlock(capacity: blockSize)
      for event in script {
        block.append(event)
        if block.isFull {
          try yield(block)
          block.removeAll()
        }
      }
      if !block.isEmpty { try yield(block) }
      if let failure { throw failure }
    }
  }
}

/// Short ways to write events down.
enum Make {
  static func origin(
    _ second: Double?, instrument: Int32 = 0, source: UInt16 = 0, position: Int64 = 0
  ) -> Origin {
    let time = second.map { Timestamp(nanoseconds: Int64($0 * 1e9)) } ?? .unknown
    return Origin(
      instrument: InstrumentID(index: instrument), source: SourceID(index: source), position: position, time: time)
  }

  static func trade(
    _ second: Double?, _ price: Price = 100, id: UInt64? = nil, conditions: UInt32 = 0, instrument: Int32 = 0,
    source: UInt16 = 0, position: Int64 = 0
  ) -> MarketEvent {
    .trade(
      Trade(
        origin: origin(second, instrument: instrument, source: source, position: position), price: price, id: id,
        conditions: conditions))
  }

  /// A trade that happened and was received at these seconds; nil where the source does not say.
  static func received(
    _ second: Double?, at received: Double?, instrument: Int32 = 0, source: UInt16 = 0, position: Int64 = 0
  ) -> MarketEvent {
    var origin = origin(second, instrument: instrument, source: source, position: position)
    origin.received = received.map { Timestamp(nanoseconds: Int64($0 * 1e9)) } ?? .unknown
    return .trade(Trade(origin: origin, price: 100))
  }

  static func corrupt(_ second: Double?, instrument: Int32 = 0, position: Int64 = 0) -> MarketEvent {
    .corrupt(
      Corruption(
        origin: origin(second, instrument: instrument, position: position), reason: .negativePrice, text: "-1"))
  }
}

/// All events of a feed's blocks.
func collect(_ feed: any Feed, in session: FeedSession = FeedSession()) throws -> [MarketEvent] {
  let blocks = feed.blocks(in: session)
  var events: [MarketEvent] = []
  while let block = try blocks.next() {
    for index in 0..<block.count { events.append(block[index]) }
  }
  return events
}
