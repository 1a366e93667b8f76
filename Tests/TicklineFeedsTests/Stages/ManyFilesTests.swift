import Foundation
import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct ManyFilesTests {
  private func files(_ path: String) -> CSVFeed { CSVFeed(path: path) }

  private func prices(_ feed: any Feed) throws -> [String] {
    try collect(feed).map { event in
      if case .trade(let trade) = event { "\(trade.price)" } else { "corrupt" }
    }
  }

  /// Writes files of one tick each, whose price is given.
  private func withFolder(_ names: [String: Int], _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder throws in
      for (name, price) in names {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(
          atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data("symbol,price\nA,\(price)\n".utf8).write(to: URL(fileURLWithPath: path))
      }
      try body(folder)
    }
  }

  @Test func `a folder is its files in the order of their names' bytes`() throws {
    try withFolder(["b": 2, "a10": 10, "a9": 9, "B": 1, ".hidden": 7, "sub/c": 5]) { folder throws in
      #expect(try prices(files(folder)) == ["1.00", "10.00", "9.00", "2.00"])
      #expect(try prices(files(folder + "/")) == ["1.00", "10.00", "9.00", "2.00"])
    }
  }

  @Test func `a pattern is the files that match it, without folders`() throws {
    try withFolder(["day2.csv": 2, "day1.csv": 1, "night.csv": 3, "days/x": 4, "days/w": 5]) { folder throws in
      #expect(try prices(files(folder + "/day?.csv")) == ["1.00", "2.00"])
      #expect(try prices(files(folder + "/day*")) == ["1.00", "2.00"])
      #expect(try prices(files(folder + "/[dn]*.csv")) == ["1.00", "2.00", "3.00"])
    }
  }

  @Test func `a file whose name looks like a pattern is that file`() throws {
    try withFolder(["a*": 1, "ab": 2]) { folder throws in #expect(try prices(files(folder + "/a*")) == ["1.00"]) }
  }

  @Test func `one open file at a time, and its place is its own`() throws {
    try withFolder(["a": 1, "b": 2]) { folder throws in
      let session = FeedSession()
      let events = try collect(files(folder), in: session)
      #expect(events.map { session.sources.text(of: $0.origin.place) } == [folder + "/a:2", folder + "/b:2"])
    }
  }

  @Test func `a folder or pattern without files is no input`() throws {
    try withFolder(["sub/c": 1]) { folder throws in
      for path in [folder, folder + "/*.csv", folder + "/nothing"] {
        let error = try #require(throws: FeedError.self) { try collect(files(path)) }
        #expect(error.code == .noInput && error.description.contains(path))
      }
    }
  }

  @Test func `the files are looked up when the first event is asked for`() throws {
    try withFolder(["a": 1]) { folder throws in
      let blocks = files(folder).blocks(in: FeedSession())
      try Data("symbol,price\nA,2\n".utf8).write(to: URL(fileURLWithPath: folder + "/b"))
      var count = 0
      while let block = try blocks.next() { count += block.count }
      #expect(count == 2)
    }
  }

  @Test func `a chain reads one feed after the other, each opened when its turn comes`() throws {
    let feeds = [ScriptedFeed("a", [Make.trade(1), Make.trade(2)]), ScriptedFeed("b", [Make.trade(0)])]
    let chain = ChainedFeed(feeds)
    #expect(chain.name == "a, b")
    let blocks = chain.blocks(in: FeedSession())
    _ = try blocks.next()
    #expect(feeds.map(\.life.opened) == [1, 0])
    _ = try blocks.next()
    #expect(feeds.map(\.life.closed) == [1, 0])
    #expect(try blocks.next() == nil)
    #expect(try collect(chain).map(\.time) == feeds.flatMap(\.script).map(\.time))
  }

  @Test func `no further file is opened once the run is to end`() throws {
    let feeds = [ScriptedFeed("a", [Make.trade(1)]), ScriptedFeed("b", [Make.trade(2)])]
    #expect(try collect(ChainedFeed(feeds), in: FeedSession(isInterrupted: { feeds[0].life.opened > 0 })).count == 1)
  }
}
