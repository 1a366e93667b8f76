import Foundation
import Testing

/// What only odd markets show of a backtest.
@Suite struct BacktestEdgeTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// Ticks an hour apart.
  private func hourly(_ prices: [String], of symbol: String = "A", size: String = "1000") -> String {
    "time,symbol,price,size\n"
      + prices.enumerated().map { "2024-01-01T\($0 < 10 ? "0" : "")\($0):00:00Z,\(symbol),\($1),\(size)\n" }.joined()
  }

  private func backtest(_ text: String, _ options: String...) throws -> [String: Any] {
    try folder.file("ticks.csv", text)
    let arguments = ["backtest", "--source", "ticks.csv", "--format", "json", "--quiet"] + options
    let outcome = try Command.run(arguments, in: folder)
    try #require(outcome.status == 0, "\(outcome.status): \(outcome.errors)")
    return try outcome.summary
  }

  private func figures(_ summary: [String: Any], _ currency: String = "USD") throws -> [String: Any] {
    let all = try #require(summary["figures"] as? [String: [String: Any]])
    return try #require(all[currency])
  }

  @Test(arguments: [
    (["150", "170", "170", "170", "160", "161"], [], 7_200),
    (["180", "180", "150", "150", "160"], ["--fees", "trade:1"], 10_800),
    (["150", "210", "190", "180", "150", "140"], [], 3_600),
  ])
  func `a drawdown begins at the last moment at its high`(prices: [String], options: [String], seconds: Double) throws {
    try folder.file("ticks.csv", hourly(prices))
    let arguments = ["backtest", "--source", "ticks.csv", "--fill", "same", "--format", "json", "--quiet"] + options
    let outcome = try Command.run(arguments, in: folder)
    #expect(try figures(outcome.summary)["drawdownSeconds"] as? Double == seconds, "\(outcome.errors)")
  }

  @Test func `an order that its own event fills has that event's volume`() throws {
    // 150 x 0.1 x (10 / 1000)^2, and 210 x 0.1 x (10 / 1000)^2, ten times each
    let summary = try backtest(
      hourly(["150", "210"]), "--fill", "same", "--slippage", "volume:0.1", "--size", "10")
    #expect(try figures(summary)["slippage"] as? String == "0.036")
  }

  @Test func `orders and refusals are counted by currency`() throws {
    let prices = ["150", "210", "140", "220"]
    let other = hourly(prices, of: "B").split(separator: "\n").dropFirst().joined(separator: "\n")
    let summary = try backtest(
      hourly(prices) + other + "\n", "--currency", "B=EUR", "--lot", "A=7", "--on-corrupt", "hold", "--fill", "same")
    let (dollars, euros) = (try figures(summary), try figures(summary, "EUR"))
    #expect(dollars["orders"] as? Int == 0 && dollars["refusals"] as? Int ?? 0 > 0)
    #expect(euros["orders"] as? Int ?? 0 > 0 && euros["refusals"] as? Int == 0)
  }

  @Test(arguments: [
    ["--bot", "crossover", "--bars", "1h"], ["--bot", "breakout", "--bars", "count:2"],
    ["--slippage", "fixed:9223372036"], ["--bot", "bracket", "--gain", "9223372036"],
    ["--bot", "mean-reversion", "--length", "3", "--size", "9000000000"],
  ])
  func `numbers at the end of their range end nothing`(options: [String]) throws {
    try folder.file(
      "ticks.csv", hourly(["150", "0.000024", "211", "9000000000", "140", "150", "210", "149"], size: "9000000000"))
    for command in ["backtest", "run"] where command == "backtest" || options[0] == "--bot" {
      let outcome = try Command.run([command, "--source", "ticks.csv", "--quiet"] + options, in: folder)
      #expect(outcome.status == 0, "\(command) \(options): \(outcome.status) \(outcome.errors)")
    }
  }

  @Test func `a pair of a dear and a cheap symbol is hedged with no more than an order may have`() throws {
    var text = "symbol,price,size\n"
    for row in 0..<400 { text += "DEAR,\(61_000 + row % 7 * (row > 300 ? 900 : 1)),1\nCHEAP,0.000024,1000\n" }
    try folder.file("pair.csv", text)
    for command in ["backtest", "run"] {
      let arguments = [
        command, "--source", "pair.csv", "--bot", "pair", "--pair", "DEAR,CHEAP", "--size", "10", "--quiet",
      ]
      let outcome = try Command.run(arguments, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test func `a silence stops trading before the event that ends it fills anything`() throws {
    let summary = try backtest(
      "time,symbol,price,size\n2024-01-01T01:00:00Z,A,149,10\n2024-01-01T03:00:00Z,A,149,10\n", "--stale-after", "30m")
    #expect(try figures(summary)["fills"] as? Int == 0)
  }

  @Test func `two names of one file are refused also where it is not there yet`() throws {
    try folder.file("ticks.csv", hourly(["150", "210"]))
    let arguments = ["backtest", "--source", "ticks.csv", "--trades", "y.csv", "--equity", "./y.csv", "--quiet"]
    let outcome = try Command.run(arguments, in: folder)
    #expect(outcome.status == 64 && outcome.errors.contains("one file"), "\(outcome.errors)")
  }

  @Test func `a reader of the trades that went away ends nothing`() throws {
    try folder.file("ticks.csv", hourly(["150", "210"]))
    let line = #"{ "$0" backtest --source ticks.csv --trades /dev/stdout --quiet; echo $? > status; } | true"#
    #expect(try Command.shell(line, in: folder).errors == "")
    #expect(folder.text("status") == "0\n")
  }
}
