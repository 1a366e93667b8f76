import Generators
import TicklineFeeds
import TicklineMarkets

/// One trial: a file's bytes are read as a format, event by event and in blocks.
///
/// What must not happen: a crash, an endless loop (the fuzzer's time limit), growth (its memory limit), and what ends the
/// process here: blocks that are not the events, places that go back, good events that are not.
struct Trial {
  let path: String
  let feed: (String) -> any Feed

  func run() {
    var single: [MarketEvent] = []
    let session = FeedSession(reading: ReadingOptions(negativePriceSymbols: ["N"]))
    let events = feed(path).events(in: session)
    do { while let event = try events.next() { single.append(event) } } catch { check(error) }
    var index = 0
    let blocks = feed(path).blocks(in: FeedSession(reading: ReadingOptions(negativePriceSymbols: ["N"])))
    do {
      while let block = try blocks.next() {
        for event in (0..<block.count).map({ block[$0] }) {
          precondition(index < single.count && single[index] == event, "Block event \(index) is another.")
          index += 1
        }
      }
    } catch { check(error) }
    precondition(index == single.count, "There are \(single.count) events, but \(index) in blocks.")
    for (before, after) in zip(single, single.dropFirst()) where before.origin.source == after.origin.source {
      precondition(after.origin.position >= before.origin.position, "A place goes back.")
    }
    for case .trade(let trade) in single {
      precondition(trade.price > .zero || session.instruments[trade.instrument].allowsNegativePrices, "\(trade)")
      precondition(trade.size >= .zero, "\(trade)")
    }
  }

  /// An input may be unusable, and that has to be said in a sentence.
  private func check(_ error: any Error) {
    guard let error = error as? FeedError, error.description.hasSuffix(".") || error.description.hasSuffix("-") else {
      fatalError("This is no error of a feed, or no sentence: \(error)")
    }
  }
}
