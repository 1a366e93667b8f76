import Foundation
import Generators
import Testing
import TicklineFeedLaws
import TicklineFeeds
import TicklineMarkets

/// The laws hold for every feed there is.
@Suite struct FeedLawsTests {
  private static let csv =
    "time,symbol,price,size\n1700000000,A,1.5,2\n1700000001,B,-1,2\nbroken\n1700000002,A,1.25,1\n"
    + (3...700).map { "170000\(1_000 + $0),A,\($0).25,1\n" }.joined()
  private static let jsonLines =
    #"{"ts":1700000000,"symbol":"A","price":"1.5"}"# + "\n{\n" + #"{"ts":1700000001,"symbol":"B","price":2,"size":3}"#

  private func check(_ text: String, promisesTimeOrder: Bool = false, _ feed: @escaping (String) -> any Feed) throws {
    try withFile(Array(text.utf8)) { path in
      try FeedLaws(promisesTimeOrder: promisesTimeOrder, isOpen: { OpenFiles.contain(path) }) { feed(path) }.check()
    }
  }

  @Test func `they hold for files of text`() throws {
    try check(Self.csv) { CSVFeed(path: $0) }
    try check(Self.jsonLines) { JSONLinesFeed(path: $0) }
    for text in [Self.csv, Self.jsonLines] { try check(text) { TicklineFeeds.TextFeed(path: $0) } }
    try check("") { CSVFeed(path: $0) }
  }

  /// A file of a venue's format: some have the symbol and the day in the name.
  private struct VenueFile: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let feed: @Sendable (String) -> any Feed
    var testDescription: String { name }
  }

  private static let venueFiles = [
    VenueFile(
      name: "20131010_spy_Trade_Tick.csv",
      text: "34200123,1664300,200,P,20002000,0\n34200124,1655900,250629,D,2000,1\n34200125,-1,1,P,0,0\nbroken\n"
    ) { LeanFeed(path: $0) },
    VenueFile(
      name: "20131010_spy_Quote_Tick.csv",
      text: "34200123,1664200,300,1664300,200,P,1,0\n34200124,0,0,1664400,100,P,1,0\n34200125,1664300,1,0,0,P,1,1\n"
    ) { LeanFeed(path: $0) },
    VenueFile(
      name: "AAPL_2012-06-21_34200000_57600000_message_10.csv",
      text: "34200.1,1,11,18,5853300,1\n34200.2,4,11,18,5853200,1\n34201.1,7,0,0,-1,-1\n34202,5,0,3,5853200,1\n"
    ) { LobsterFeed(path: $0) },
    VenueFile(
      name: "BTCUSDT-trades-2024-08-08.csv",
      text: "5,61837.63,0.02,1236.7,1723161255342,true,true\n8,61837.6,0.02,1236,1723161255343,false,true\n,,\n"
    ) { BinanceFeed(path: $0) },
    VenueFile(
      name: "capture",
      text: #"1723161254087896568 {"e":"trade","E":1,"s":"A","t":5,"p":"1.5","q":"2","T":1723161255342,"m":true}"#
        + "\n{\n" + #"{"u":4,"s":"A","b":"1.5","B":"2","a":"1.6","A":"3"}"# + "\n"
    ) { BinanceFeed(path: $0) },
  ]

  @Test(arguments: venueFiles)
  private func `they hold for the formats of venues`(file: VenueFile) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + file.name
      try Data(file.text.utf8).write(to: URL(fileURLWithPath: path))
      let feed = file.feed
      try FeedLaws(isOpen: { OpenFiles.contain(path) }) { feed(path) }.check()
      #expect(try !collect(feed(path)).isEmpty)
    }
  }

  @Test(arguments: [SimulatedMarket.Motion.uniform, .walk])
  func `they hold for the simulated market`(motion: SimulatedMarket.Motion) throws {
    try FeedLaws(limit: 2_000, promisesTimeOrder: true) { SimulatedMarket(seed: 5, motion: motion) }.check()
  }

  @Test func `they hold for feeds of feeds`() throws {
    let start = Timestamp(nanoseconds: 1_700_000_001_000_000_000)
    try check(Self.csv, promisesTimeOrder: true) { SlicedFeed(CSVFeed(path: $0), from: start) }
    try check(Self.csv) { CheckedFeed(CSVFeed(path: $0), EventChecks(collar: PriceCollar(5), staleAfter: .seconds(1))) }
    try check(Self.csv, promisesTimeOrder: true) { MergedFeed([CSVFeed(path: $0), CSVFeed(path: $0)]) }
    try check(Self.csv) { ChainedFeed([CSVFeed(path: $0), CSVFeed(path: $0)]) }
    try check(Self.csv) { PacedFeed(CSVFeed(path: $0), speed: 1e9) }
  }

  @Test func `they hold for a feed of a test's own`() throws {
    try FeedLaws { ScriptedFeed("a", [Make.trade(1), Make.trade(2), Make.corrupt(1)]) }.check(.endsForGood)
  }

  @Test func `what a feed throws is no violation`() throws {
    let error = try #require(throws: FeedError.self) { try FeedLaws { CSVFeed(path: "/no/such/file") }.check() }
    #expect(error.code == .noInput)
  }

  // MARK: - Each law is broken by some feed

  /// A feed made of two functions.
  private struct Odd: Feed {
    var singles: (FeedSession) -> Generator<MarketEvent, any Error>
    var many: ((FeedSession) -> Generator<EventBlock, any Error>)?

    func events(in session: FeedSession) -> Generator<MarketEvent, any Error> { singles(session) }
    func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
      many?(session) ?? ScriptedFeed("odd", [], blockSize: 1).blocks(of: singles(session))
    }
  }

  /// The law that a feed of these events breaks first.
  private func broken(_ laws: FeedLaws) -> FeedLaws.Law? {
    do { try laws.check() } catch { return (error as? FeedLaws.Violation)?.law }
    return nil
  }

  private func broken(by script: @escaping @autoclosure () -> [MarketEvent], promisesTimeOrder: Bool = false)
    -> FeedLaws.Law?
  {
    broken(
      FeedLaws(promisesTimeOrder: promisesTimeOrder) {
        Odd { session in
          _ = session.instruments.id(of: "A")
          _ = session.sources.add(name: "odd", unit: .line)
          return Generator { yield in for event in script() { try yield(event) } }
        }
      })
  }

  @Test func `a script that keeps all laws breaks none`() {
    #expect(broken(by: [Make.trade(1), Make.trade(2), Make.corrupt(1)], promisesTimeOrder: true) == nil)
  }

  @Test func `events that break a law are found`() {
    var number = 0.0
    func next() -> [MarketEvent] {
      number += 1
      return [Make.trade(number)]
    }
    #expect(broken(by: next()) == .isDeterministic)
    #expect(broken(by: [Make.trade(1, source: 3)]) == .placesIncrease)
    #expect(broken(by: [Make.trade(1, instrument: 3)]) == .placesIncrease)
    #expect(broken(by: [Make.trade(1, position: 3), Make.trade(1, position: 2)]) == .placesIncrease)
    #expect(broken(by: [Make.trade(1, -5)]) == .goodEventsAreGood)
    #expect(broken(by: [Make.trade(1, instrument: -1)]) == .goodEventsAreGood)
    #expect(broken(by: [Make.trade(2), Make.trade(1)]) == nil)
    #expect(broken(by: [Make.trade(2), Make.trade(1)], promisesTimeOrder: true) == .timesIncrease)
  }

  @Test func `blocks that are not the events are found`() {
    let laws = { (script: [MarketEvent], blocks: [[MarketEvent]]) in
      FeedLaws {
        Odd(
          singles: { session in
            _ = session.instruments.id(of: "A")
            return ScriptedFeed("odd", script).events(in: session)
          },
          many: { _ in
            Generator { yield in
              for events in blocks {
                let block = EventBlock()
                for event in events { block.append(event) }
                try yield(block)
              }
            }
          })
      }
    }
    let (one, two) = (Make.trade(1), Make.trade(2))
    #expect(broken(laws([one, two], [[one], [two]])) == nil)
    #expect(broken(laws([one, two], [[one], [], [two]])) == .blocksAreTheEvents)
    #expect(broken(laws([one, two], [[two, one]])) == .blocksAreTheEvents)
    #expect(broken(laws([one, two], [[one]])) == .blocksAreTheEvents)
  }

  @Test func `a feed that loses a wanted symbol's events is found`() {
    let laws = FeedLaws {
      Odd { session in
        _ = session.sources.add(name: "odd", unit: .line)
        let instrument = session.instruments.id(of: "A").index
        let count = session.wantedSymbols == nil ? 2 : 1
        return Generator { yield in
          for second in 1...count { try yield(Make.trade(Double(second), instrument: instrument)) }
        }
      }
    }
    #expect(broken(laws) == .keepsWantedSymbols)
  }

  @Test func `a feed that opens too early, or keeps open what it should give back, is found`() {
    final class Door { var isOpen = false }
    func laws(_ make: @escaping (Door) -> any Feed) -> FeedLaws {
      let door = Door()
      return FeedLaws(isOpen: { door.isOpen }) { make(door) }
    }
    func feed(_ open: @escaping () -> Void, atEnd: @escaping () -> Void = {}, atExit: @escaping () -> Void) -> Odd {
      Odd { session in
        _ = session.sources.add(name: "odd", unit: .line)
        _ = session.instruments.id(of: "A")
        return Generator { yield in
          open()
          defer { atExit() }
          try yield(Make.trade(1))
          try yield(Make.trade(2))
          atEnd()
        }
      }
    }
    let close = { (door: Door) in { door.isOpen = false } }
    let open = { (door: Door) in { door.isOpen = true } }
    #expect(broken(laws { feed(open($0), atExit: close($0)) }) == nil)
    #expect(broken(laws { feed(open($0), atExit: {}) }) == .endsForGood)
    #expect(broken(laws { feed(open($0), atEnd: close($0), atExit: {}) }) == .givesBackHalfWay)
    #expect(
      broken(
        laws { door in
          door.isOpen = true
          return feed({}, atExit: {})
        }) == .startsLazily)
    #expect(
      broken(
        FeedLaws {
          Odd { session in
            session.remark("Too early.")
            return Generator { _ in }
          }
        }) == .startsLazily)
  }
}

extension ScriptedFeed {
  /// A block for each event.
  fileprivate func blocks(of events: Generator<MarketEvent, any Error>) -> Generator<EventBlock, any Error> {
    Generator { yield in
      let block = EventBlock(capacity: 1)
      while let event = try events.next() {
        block.removeAll()
        block.append(event)
        try yield(block)
      }
    }
  }
}
