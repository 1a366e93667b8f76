import Foundation
import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct InputLifetimeTests {
  private static let csv = "symbol,price\n" + String(repeating: "A,1\n", count: 1_000)

  @Test(arguments: TextFeed.allCases)
  func `nothing is opened before the first event is asked for`(kind: TextFeed) throws {
    let session = FeedSession()
    let events = kind.feed("/no/such/file").events(in: session)
    let blocks = kind.feed("/no/such/file").blocks(in: session)
    #expect(session.sources.count == 0)
    #expect(throws: FeedError.self) { try events.next() }
    #expect(throws: FeedError.self) { try blocks.next() }
    #expect(try events.next() == nil, "After its error the feed has ended.")
  }

  @Test func `the source is named once it is read`() throws {
    let session = FeedSession()
    try withFile(Array(Self.csv.utf8)) { path in
      let events = CSVFeed(path: path).events(in: session)
      let event = try #require(try events.next())
      #expect(session.sources.text(of: event.origin.place) == "\(path):2")
    }
  }

  #if os(Linux)
    /// Whether this process has a file open.
    private func isOpen(_ path: String) throws -> Bool {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").contains { descriptor in
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")) == path
      }
    }

    @Test func `a generator that is dropped half-way closes its file`() throws {
      try withFile(Array(Self.csv.utf8)) { path in
        var generator: Generator<MarketEvent, any Error>? = CSVFeed(path: path).events(in: FeedSession())
        #expect(try !isOpen(path))
        _ = try generator?.next()
        #expect(try isOpen(path))
        generator = nil
        #expect(try !isOpen(path))
      }
    }

    @Test func `a generator of blocks that is closed half-way closes its file`() throws {
      try withFile(Array(Self.csv.utf8)) { path in
        let generator = CSVFeed(path: path).blocks(in: FeedSession())
        _ = try generator.next()
        #expect(try isOpen(path))
        try generator.close()
        #expect(try !isOpen(path))
      }
    }

    @Test func `a feed that was read to its end has closed its file`() throws {
      try withFile(Array("{\"symbol\":\"A\",\"price\":1}\n".utf8)) { path in
        let generator = JSONLinesFeed(path: path).events(in: FeedSession())
        while try generator.next() != nil {}
        #expect(try !isOpen(path))
        withExtendedLifetime(generator) {}
      }
    }

    @Test func `a feed that failed has closed its file`() throws {
      try withFile(Array("no header\n".utf8)) { path in
        let generator = CSVFeed(path: path).events(in: FeedSession())
        #expect(throws: FeedError.self) { try generator.next() }
        let isStillOpen = try isOpen(path)
        #expect(!isStillOpen)
        withExtendedLifetime(generator) {}
      }
    }
  #endif
}
