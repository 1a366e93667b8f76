import Foundation
import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// The tutorial's `audit_logger`.
@Suite struct AuditLogTests {
  private let session = FeedSession()

  private func trade(_ number: Int, size: Quantity = 1) -> MarketEvent {
    let origin = Origin(
      instrument: session.instruments.id(of: "AAPL"), source: SourceID(index: 0), position: Int64(number),
      time: ScriptedFeed.start + .seconds(number))
    return .trade(Trade(origin: origin, price: Price(nanos: Int64(number + 1)), size: size, id: UInt64(number)))
  }

  @Test func `every event is a line of JSON, corrupt ones too`() throws {
    let folder = try TemporaryFolder()
    let audit = try AuditLog(path: folder.path("a.log"), session: session)
    let lines: [Line] = [.trade(149), .corrupt(), .corrupt(nil), .quote(bid: 1, ask: 2), .trade(205)]
    let summary = try Bridge(session: session, bots: [ThresholdBot()], sinks: [audit]).run(ScriptedFeed(lines))
    let events = try folder.lines(of: "a.log").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["event"] as? String
    }
    #expect(events == ["trade", "corrupt", "corrupt", "quote", "trade"])
    #expect(summary.total.ticks == 3)
  }

  @Test func `it has the face of a bot: send, throw and close`() throws {
    let folder = try TemporaryFolder()
    let source = session.sources.add(name: "ticks.csv", unit: .line)
    let audit: any Sink = try AuditLog(path: folder.path("a.log"), session: session)
    try audit.send(trade(1))
    let origin = Origin(instrument: .none, source: source, position: 2, time: .unknown)
    try audit.throw(CorruptTick(Corruption(origin: origin, reason: .zeroPrice, text: "0")))
    #expect(try folder.lines(of: "a.log").isEmpty)
    try audit.close()
    try audit.close()
    #expect(try folder.lines(of: "a.log").count == 2)
  }

  /// As many events as fill the buffer once, a byte less or more, and many times over.
  @Test(arguments: [0, 1, 540, 541, 542, 543, 544, 545, 546, 547, 5_000])
  func `nothing is lost where the buffer is full`(count: Int) throws {
    let folder = try TemporaryFolder()
    let audit = try AuditLog(path: folder.path("a.log"), session: session)
    var expected = EventJSON(session: session)
    for number in 0..<count {
      try audit.send(trade(number))
      expected.write(trade(number))
    }
    try audit.close()
    let isSame = try folder.read("a.log") == Data(expected.bytes)
    #expect(isSame)
    #expect(try folder.lines(of: "a.log").count == count)
  }

  @Test func `a log that is dropped without its close is complete`() throws {
    let folder = try TemporaryFolder()
    do {
      let audit = try AuditLog(path: folder.path("a.log"), session: session)
      try audit.send(trade(1))
    }
    #expect(try folder.lines(of: "a.log").count == 1)
  }

  @Test func `a file that is there is emptied`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old\nolder\n", to: "a.log")
    try AuditLog(path: path, session: session).close()
    #expect(try folder.lines(of: "a.log").isEmpty)
  }

  @Test func `after its close it takes nothing`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.log")
    let audit = try AuditLog(path: path, session: session)
    try audit.close()
    let failure = #expect(throws: AuditLog.Failure.self) { try audit.send(trade(1)) }
    #expect(failure?.description == "The audit log \(path) is closed.")
    #expect(try folder.lines(of: "a.log").isEmpty)
  }

  @Test func `a missing folder is a sentence that names the file`() throws {
    let path = try TemporaryFolder().path("missing/a.log")
    let failure = #expect(throws: AuditLog.Failure.self) { try AuditLog(path: path, session: session) }
    #expect(failure?.description == "The audit log \(path) can't be made: there is no such folder; make it first.")
    #expect(failure?.isOpen == false)
  }

  @Test func `a folder in its place is a sentence that names it`() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: AuditLog.Failure.self) { try AuditLog(path: folder.url.path, session: session) }
    #expect(failure?.description.contains("can't be made: it is a directory; name a file in it.") == true)
  }
}
