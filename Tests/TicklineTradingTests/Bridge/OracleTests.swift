import Foundation
import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// The answers of the tutorial's own pipeline in plain Python, to the last digit.
@Suite struct OracleTests {
  struct Question: Sendable, CustomTestStringConvertible {
    var seed: Int
    var symbol = "AAPL"
    var entry: Price = 150
    var exit: Price = 200

    var testDescription: String { "seed \(seed), \(symbol), \(entry) \(exit)" }
  }

  private static let questions = [
    Question(seed: 20_240_229), Question(seed: 1), Question(seed: 2, symbol: "MSFT"),
    Question(seed: 3, symbol: "GOOG", entry: 120, exit: 121.37),
    Question(seed: 4, symbol: "AMZN", entry: 249.99, exit: 250),
    Question(seed: 5, entry: 100, exit: 100.01), Question(seed: 6, symbol: "NONE"),
    Question(seed: .random(in: 10...1_000_000)),
  ]

  @Test(arguments: questions)
  func `synthetic ticks give the oracle's figures from CSV and from JSON Lines`(question: Question) throws {
    try Oracle.test {
      let folder = try TemporaryFolder()
      let csv = String(decoding: try Oracle.run("make_ticks.py", ["20000", "\(question.seed)"]), as: UTF8.self)
      let path = try folder.write(csv, to: "ticks.csv")
      let answer = try answer(path, question.symbol, question.entry, question.exit)
      #expect(try summed(CSVFeed(path: path), question.symbol, question.entry, question.exit) == answer)
      let lines = try folder.write(jsonLines(csv), to: "ticks.jsonl")
      #expect(try summed(JSONLinesFeed(path: lines), question.symbol, question.entry, question.exit) == answer)
      #expect(answer.ticks > 4_000 || question.symbol == "NONE")
    }
  }

  @Test func `two days of real trades give the figures that are known of them`() throws {
    try Oracle.test {
      let path = try Oracle.realData().appending(path: "plain/ibm.csv").path
      let total = try total(CSVFeed(path: path), "IBM", 179.5, 180)
      #expect(total.words == "ticks 57674, corrupt 0, entries 2, exits 1, resets 0, open 1, profit 0.78")
      #expect(try summed(CSVFeed(path: path), "IBM", 179.5, 180) == answer(path, "IBM", 179.5, 180))
    }
  }

  @Test func `a real capture in JSON Lines gives the figures that are known of it`() throws {
    try Oracle.test {
      let path = try Oracle.realData().appending(path: "plain/btcusdt.jsonl").path
      let total = try total(JSONLinesFeed(path: path), "BTCUSDT", 61_750, 61_800)
      #expect(total.words == "ticks 9757, corrupt 0, entries 1, exits 0, resets 0, open 1, profit 0.00")
    }
  }

  private func total(_ feed: some Feed, _ symbol: String, _ entry: Price, _ exit: Price) throws -> RunSummary.Counts {
    let bridge = Bridge(session: FeedSession(symbols: [symbol]), bots: [ThresholdBot(entry: entry, exit: exit)])
    return try bridge.run(feed).total
  }

  private func summed(_ feed: some Feed, _ symbol: String, _ entry: Price, _ exit: Price) throws -> Answer {
    let total = try total(feed, symbol, entry, exit)
    let (cents, rest) = total.profit.attos.quotientAndRemainder(dividingBy: Money.scale / 100)
    try #require(rest == 0)
    return Answer(
      ticks: total.ticks, corrupt: total.corrupt, entries: total.entries, exits: total.exits, resets: total.resets,
      open: total.open, profitInCents: Int(cents))
  }

  private func answer(_ path: String, _ symbol: String, _ entry: Price, _ exit: Price) throws -> Answer {
    let text = try Oracle.run("pipeline.py", [path, symbol, "\(entry)", "\(exit)"])
    return try JSONDecoder().decode(Answer.self, from: text)
  }

  private func jsonLines(_ csv: String) -> String {
    csv.split(separator: "\n").dropFirst().map { row in
      let fields = row.split(separator: ",")
      return "{\"ts_ns\":\(fields[0]),\"symbol\":\"\(fields[1])\",\"price\":\"\(fields[2])\",\"volume\":\(fields[3])}\n"
    }.joined()
  }
}
