import Foundation
import Generators
import Testing
import Tickline
import TicklineFeeds
import TicklineMarkets

/// The files of LEAN, Binance and LOBSTER: the command's answers against those of a program in Python.
@Suite struct RealFormatsTests {
  /// What is asked of which files; `files` are the oracle's, `path` is the feed's.
  struct Question: Sendable, CustomTestStringConvertible {
    let kind: String, path: String, files: [String], entry: String, exit: String
    var testDescription: String { "\(kind) \(path), \(entry) to \(exit)" }

    func feed(_ path: String) -> any Feed {
      switch kind {
      case "lean": LeanFeed(path: path)
      case "binance": BinanceFeed(path: path)
      default: LobsterFeed(path: path)
      }
    }
  }

  private static func lean(_ symbol: String, _ days: ClosedRange<Int>, _ entry: String, _ exit: String) -> Question {
    Question(
      kind: "lean", path: "lean/\(symbol)/*_trade.zip",
      files: days.map { "lean/\(symbol)/201310\($0 < 10 ? "0" : "")\($0)_trade.zip" },
      entry: entry, exit: exit)
  }

  private static let questions = [
    lean("spy", 7...10, "166", "166.5"), lean("ibm", 7...11, "181", "182"), lean("aig", 7...10, "48", "48.5"),
    Question(
      kind: "lean", path: "lean/spy/20131010_trade.zip", files: ["lean/spy/20131010_trade.zip"], entry: "167.5",
      exit: "168.25"),
    Question(
      kind: "binance", path: "binance/btcusdt_20240808.gz", files: ["binance/btcusdt_20240808.gz"], entry: "61750",
      exit: "61800"),
    Question(
      kind: "binance", path: "binance/btcusdt_20240808.gz", files: ["binance/btcusdt_20240808.gz"], entry: "61800",
      exit: "61801"),
    Question(
      kind: "lobster", path: "lobster", files: ["lobster/AAPL_2012-06-21_34200000_57600000_message_10.csv"],
      entry: "585.4", exit: "585.9"),
    Question(
      kind: "lobster", path: "lobster/AAPL_2012-06-21_34200000_57600000_message_10.csv",
      files: ["lobster/AAPL_2012-06-21_34200000_57600000_message_10.csv"], entry: "585.7", exit: "585.75"),
  ]

  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: questions)
  func `real files give the oracle's answer to the last digit`(question: Question) throws {
    try Outside.using {
      let files = try question.files.map { try Outside.realData($0) }
      let root = try Outside.realData("README.md").dropLast("README.md".count)
      let answer = try Outside.python(
        try Outside.oracle("real.py"), [question.kind, question.entry, question.exit] + files, in: folder)
      let expected = try #require(answer.json)
      let path = String(root) + question.path
      let outcome = try Command.run(
        ["run", "--source", "\(question.kind):\(path)", "--entry", question.entry, "--exit", question.exit]
          + ["--quiet", "--format", "json"], in: folder)
      #expect(outcome.status == 0 && outcome.errors == "")
      let summary = try outcome.summary
      for name in ["ticks", "corrupt", "entries", "exits", "resets", "open"] {
        #expect(summary[name] as? Int == expected[name] as? Int, "\(name)")
      }
      #expect(try money(summary["pnl"]) == money(expected["pnl"]))
      #expect(try notional(question.feed(path)) == money(expected["notional"]))
    }
  }

  private func money(_ text: Any?) throws -> Decimal {
    try #require((text as? String).flatMap { Decimal(string: $0) })
  }

  /// The sum of price times size over all trades, those that the source itself marks as bad among them.
  private func notional(_ feed: any Feed) throws -> Decimal {
    let blocks = feed.blocks(in: FeedSession())
    var sum = Money.zero
    while let block = try blocks.next() {
      for index in 0..<block.count {
        switch block[index] {
        case .trade(let trade): sum += trade.price * trade.size
        case .corrupt(let corruption):
          if let trade = corruption.flaggedTrade { sum += trade.price * trade.size }
        default: break
        }
      }
    }
    return try #require(Decimal(string: sum.description))
  }
}
