import Foundation
import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

/// Recorded trades that are not part of the project: TICKLINE_REAL_DATA names their folder.
@Suite struct RealDataTests {
  /// A file of the folder; nil, and said, where it is not there.
  private func file(_ name: String, test: String = #function) -> String? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder =
      ProcessInfo.processInfo.environment["TICKLINE_REAL_DATA"]
      ?? root.deletingLastPathComponent().appendingPathComponent("shared/data").path
    let path = folder + "/" + name
    if FileManager.default.fileExists(atPath: path) { return path }
    print("SKIPPED \(test): there is no \(path); TICKLINE_REAL_DATA names the folder of real data")
    return nil
  }

  private func summary(_ feed: any Feed, symbols: [String]? = nil) throws -> (
    trades: Int, corrupt: Int, notional: Money
  ) {
    let blocks = feed.blocks(in: FeedSession(symbols: symbols))
    var clock = ClockCheck()
    var result = (trades: 0, corrupt: 0, notional: Money.zero)
    while let block = try blocks.next() {
      for index in 0..<block.count {
        var event = block[index]
        clock.check(&event)
        if case .trade(let trade) = event {
          result.trades += 1
          result.notional += trade.price * trade.size
        } else {
          result.corrupt += 1
        }
      }
    }
    return result
  }

  @Test func `two days of IBM's trades are all read`() throws {
    guard let path = file("plain/ibm.csv") else { return }
    let result = try summary(CSVFeed(path: path))
    #expect(result.trades + result.corrupt == 57_674)
    #expect(result.corrupt == 0)
    #expect(try summary(CSVFeed(path: path), symbols: ["IBM"]).trades == 57_674)
    #expect(try summary(CSVFeed(path: path), symbols: ["SPY"]).trades == 0)
  }

  @Test func `the trades of a Binance capture are all read`() throws {
    guard let path = file("plain/btcusdt.jsonl") else { return }
    let result = try summary(JSONLinesFeed(path: path))
    #expect(result.trades + result.corrupt == 9_757)
    #expect(result.corrupt == 0)
    #expect(result.notional.description == "13084074.1123886")
  }
}
