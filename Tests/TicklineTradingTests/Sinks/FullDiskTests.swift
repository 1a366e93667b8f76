import Foundation
import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// A disk that is full.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "This system has no /dev/full."))
struct FullDiskTests {
  private let session = FeedSession()
  private let sentence = "Writing the audit log /dev/full failed: No space left on device. It is cut off there."

  @Test func `a full disk ends the run at its close`() throws {
    let audit = try AuditLog(path: "/dev/full", session: session)
    let bridge = Bridge(session: session, bots: [], sinks: [audit])
    let failure = #expect(throws: AuditLog.Failure.self) { try bridge.run(ScriptedFeed(.ticks(1, 2))) }
    #expect(failure?.description == sentence)
    #expect(failure?.isOpen == true)
    #expect(bridge.summary.total.ticks == 2)
  }

  @Test func `a full disk ends an endless run as soon as the buffer is full`() throws {
    let audit = try AuditLog(path: "/dev/full", session: session)
    let bridge = Bridge(session: session, bots: [ThresholdBot()], sinks: [audit])
    let failure = #expect(throws: AuditLog.Failure.self) { try bridge.run(SimulatedMarket(seed: 1)) }
    #expect(failure?.description == sentence)
    #expect(bridge.summary.total.ticks > 100)
  }

  @Test func `what failed once is not written a second time`() throws {
    let audit = try AuditLog(path: "/dev/full", session: session)
    let source = session.sources.add(name: "x", unit: .line)
    let origin = Origin(
      instrument: session.instruments.id(of: "A"), source: source, position: 1, time: ScriptedFeed.start)
    #expect(throws: AuditLog.Failure.self) {
      while true { try audit.send(.trade(Trade(origin: origin, price: 1))) }
    }
    #expect(throws: Never.self) { try audit.close() }
  }
}
