import Foundation
import Generators
import Synchronization
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CompressedInputTests {
  /// Some 700 KB of CSV rows, dirty ones among them.
  private static let text: [UInt8] = {
    var random = SplitMix64(seed: 7)
    let rows = (0..<20_000).map { _ in RandomRow.any(&random) }
    return Array("ts_ns,symbol,price,volume\n".utf8) + rows.joined(separator: [0x0A])
  }()

  private static let plain = Result { try withFile(text) { try read(CSVFeed(path: $0)).events } }

  private func same(
    _ events: [MarketEvent], as plain: [MarketEvent], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(events == plain, sourceLocation: sourceLocation)
  }

  @Test(arguments: Packing.allCases)
  func `a compressed file gives the events of the plain one`(packing: Packing) throws {
    let plain = try Self.plain.get()
    try withFile(packing.packed(Self.text)) { path in
      try same(read(CSVFeed(path: path)).events, as: plain)
      try same(readBlocks(CSVFeed(path: path)), as: plain)
      try same(read(TicklineFeeds.TextFeed(path: path)).events, as: plain)
    }
  }

  @Test(arguments: Packing.allCases, SplitMix64.seeds)
  func `a compressed stream that is cut anywhere gives the same events`(packing: Packing, seed: UInt64) throws {
    let plain = try Self.plain.get()
    let random = Mutex(SplitMix64(seed: seed))
    let pieces = { @Sendable in random.withLock { Int.random(in: 1...40_000, using: &$0) } }
    try withPipe(packing.packed(Self.text), pieces: pieces) { path in
      try same(read(CSVFeed(path: path)).events, as: plain)
    }
  }

  @Test(arguments: Packing.allCases)
  func `a compressed stream that comes byte by byte gives the same events`(packing: Packing) throws {
    let text = Array("symbol,price\nA,1\nB,-2\nA,x\n".utf8)
    let plain = try withFile(text) { try read(CSVFeed(path: $0)).events }
    let piped = try withPipe(packing.packed(text), pieces: { 1 }) { try read(CSVFeed(path: $0)) }
    #expect(piped.events == plain && plain.count == 3)
  }

  @Test(arguments: Packing.streams, [0, 512])
  func `streams one after the other are one input, and zeros behind them nothing`(packing: Packing, zeros: Int) throws {
    let plain = try Self.plain.get()
    let cut = Self.text.count / 3
    let bytes =
      packing.packed(Array(Self.text[..<cut])) + packing.packed([]) + packing.packed(Array(Self.text[cut...]))
      + [UInt8](repeating: 0, count: zeros)
    try withFile(bytes) { path in try same(read(CSVFeed(path: path)).events, as: plain) }
    try withPipe(bytes, pieces: { 1_000 }) { path in try same(read(CSVFeed(path: path)).events, as: plain) }
  }

  @Test(arguments: Packing.streams)
  func `what follows a stream and is none is said after all rows`(packing: Packing) throws {
    try withFile(packing.packed(Array("symbol,price\nA,1\nB,2\n".utf8)) + Array("garbage".utf8)) { path in
      let events = CSVFeed(path: path).events(in: FeedSession())
      for _ in 1...2 { _ = try #require(try events.next()) }
      let error = try #require(throws: FeedError.self) { try events.next() }
      #expect(error.code == .readFailed && error.description.contains("followed by something else"))
    }
  }

  @Test(arguments: Packing.allCases)
  func `an empty file that is compressed is no ticks`(packing: Packing) throws {
    try withFile(packing.packed([])) { path in
      try same(read(CSVFeed(path: path)).events, as: [])
      try same(read(JSONLinesFeed(path: path)).events, as: [])
    }
  }

  @Test(arguments: Packing.allCases)
  func `rows of a compressed file are scanned by the thread that unpacks them`(packing: Packing) throws {
    var text = "ts_ns,symbol,price,volume\n"
    for row in 0..<100_000 { text += "\(1_700_000_000_000_000_000 + row),AAPL,\(100 + row % 99).25,\(row % 1_000)\n" }
    let reading = try withFile(packing.packed(Array(text.utf8))) { try read(CSVFeed(path: $0)) }
    #expect(reading.events.count == 100_000)
    #expect(reading.session.rowsScannedAhead > 50_000)
  }

  @Test(arguments: Packing.allCases, [0, 1, 5_000])
  func `a generator that is dropped half-way ends the thread`(packing: Packing, count: Int) throws {
    try withFile(packing.packed(Self.text)) { path in
      let events = CSVFeed(path: path).events(in: FeedSession())
      for _ in 0..<count { _ = try events.next() }
      try events.close()
    }
  }

  @Test(arguments: Packing.streams)
  func `a stream that nobody writes to ends with the run`(packing: Packing) throws {
    let isOver = Atomic(false)
    let start = Array(packing.packed(Self.text).prefix(8))
    try withPipe(start + [0], pieces: { isOver.load(ordering: .relaxed) ? 1 : 8 }) { path in
      // The writer sends the last byte some time after the first ones: the reader has to wait for it, and is told to end.
      let session = FeedSession(isInterrupted: {
        defer { isOver.store(true, ordering: .relaxed) }
        return isOver.load(ordering: .relaxed)
      })
      let event = try CSVFeed(path: path).events(in: session).next()
      #expect(event == nil)
    }
  }
}
