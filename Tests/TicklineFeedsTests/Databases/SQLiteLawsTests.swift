import Generators
import Testing
import TicklineFeedLaws
import TicklineFeeds
import TicklineMarkets

/// The laws of feeds hold for a table of SQLite, which a store makes.
@Suite struct SQLiteLawsTests {
  /// Calls `body` with the path of a database of some trades.
  private func withDatabase(_ count: Int, _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try makeDatabase(folder + "/ticks.db", count)
      try body(folder + "/ticks.db")
    }
  }

  /// Makes a database, which nobody has open afterwards.
  private func makeDatabase(_ path: String, _ count: Int) throws {
    let session = FeedSession()
    let store = SQLiteStore(path: path)
    _ = try store.open(source: "a test")
    let source = session.sources.add(name: "a test", unit: .sequence)
    for number in 0..<count {
      let origin = Origin(
        instrument: session.instruments.id(of: "A"), source: source, position: Int64(number),
        time: Timestamp(nanoseconds: Int64(number)))
      try store.append(
        Trade(origin: origin, price: Price(nanos: Int64(number + 1))), symbol: number % 3 == 0 ? "A" : "B")
    }
    try store.commit(StorePosition(source: "a test"))
  }

  @Test func `they hold for a table`() throws {
    try withDatabase(1_000) { path in
      try FeedLaws(isOpen: { OpenFiles.contain(path) }) { DatabaseFeed(.sqlite(path: path)) }.check()
    }
  }

  @Test func `they hold for a query, and for one without rows`() throws {
    try withDatabase(1_000) { path in
      for sql in ["SELECT * FROM trades WHERE seq % 7 < 3 ORDER BY seq", "SELECT * FROM trades WHERE seq < 0"] {
        try FeedLaws(isOpen: { OpenFiles.contain(path) }) {
          DatabaseFeed(.sqlite(path: path), rows: .query(sql))
        }.check()
      }
    }
  }

  @Test func `a feed that is dropped half-way leaves no lock on the file`() throws {
    try withDatabase(10_000) { path in
      let events = DatabaseFeed(.sqlite(path: path)).events(in: FeedSession())
      _ = try events.next()
      try events.close()
      let store = SQLiteStore(path: path)
      #expect(try store.open(source: "a test")?.source == "a test")
      try store.commit(StorePosition(source: "a test"))
    }
  }
}
