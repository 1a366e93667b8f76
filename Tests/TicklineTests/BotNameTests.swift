import Foundation
import Testing

/// `run --bot`: the bots of `backtest`, on the same engine.
@Suite struct BotNameTests {
  /// A bot with its options, and the source that gives it something to decide.
  struct Case: Sendable, CustomTestStringConvertible {
    let bot: [String], source: [String]
    var testDescription: String { bot[0] }
  }

  private static let walk = ["--seed", "5", "--walk", "--ticks", "20000", "--symbols", "AAPL,MSFT"]
  private static let cases = [
    Case(bot: ["threshold"], source: walk),
    Case(bot: ["crossover", "--fast", "2", "--slow", "5", "--bars", "count:5"], source: walk),
    Case(bot: ["mean-reversion", "--length", "10", "--bars", "count:5"], source: walk),
    Case(bot: ["breakout", "--length", "4", "--bars", "count:5"], source: walk),
    Case(bot: ["bracket", "--entry", "180"], source: walk),
    Case(bot: ["pair", "--pair", "AAPL,MSFT", "--length", "20"], source: walk),
  ]

  private let folder: Folder

  init() throws { folder = try Folder() }

  /// What the bots' orders meant.
  private func signals(_ arguments: [String]) throws -> [String] {
    let outcome = try Command.run(arguments + ["--format", "json"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.objects.compactMap { $0 }.filter { $0["event"] as? String == "signal" }.map {
      "\($0["symbol"]!) \($0["signal"]!) \($0["price"]!) \($0["pnl"]!)"
    }
  }

  @Test(arguments: cases, ["reset", "hold", "flatten", "halt"])
  func `every bot decides alike in run and in backtest`(one: Case, policy: String) throws {
    let common = one.source + ["--on-corrupt", policy, "--size", "3", "--bot"] + one.bot
    let run = try signals(["run"] + common)
    #expect(run.count > (policy == "halt" ? -1 : 2))
    #expect(try signals(["backtest", "--fill", "same"] + common) == run)
  }

  @Test func `a market maker decides alike in run and in backtest`() throws {
    try Outside.using {
      let capture = try Outside.realData("binance/btcusdt_20240808.gz")
      let common = ["--source", "binance:\(capture)", "--size", "0.001", "--bot", "market-maker", "--half-spread", "5"]
      let run = try signals(["run", "--on-corrupt", "hold"] + common)
      #expect(run.count > 5)
      #expect(try signals(["backtest", "--on-corrupt", "hold", "--fill", "same"] + common) == run)
    }
  }

  @Test func `where none is named it is the tutorial's, and naming it changes no byte`() throws {
    let alone = try Command.run("run", "--seed", "42", in: folder)
    #expect(alone.status == 0 && alone.lines.count > 30)
    let named = try Command.run("run", "--seed", "42", "--bot", "threshold", "--size", "1", in: folder)
    #expect(named.output == alone.output)
  }

  @Test func `the help of run has the options of the bot that is named, and all names`() throws {
    let help = try Command.run("run", "--bot", "bracket", "--help", in: folder)
    #expect(help.status == 0 && help.lines.allSatisfy { $0.count <= 80 })
    for option in ["--gain", "--loss", "--entry", "--size", "--source", "--lot"] {
      #expect(help.lines.contains { $0.hasPrefix("  \(option)") }, "\(option)")
    }
    #expect(!help.lines.contains { $0.hasPrefix("  --exit") })
    #expect(help.output.contains("threshold, crossover, mean-reversion, breakout, bracket, pair,"))
  }

  @Test(arguments: [
    (["--bot", "nobody"], "--bot 'nobody' is not known; the bots are threshold,"),
    (["--bot", "crossover", "--fast", "9", "--slow", "3"], "--fast 9 and --slow 3"),
    (["--bot", "crossover", "--exit", "9"], "--exit"), (["--size", "0"], "--size '0'"),
    (["--lot", "AAPL=0"], "--lot '0' is no quantity above 0; write one such as AAPL=100."),
    (["--lot", "=5"], "--lot names ''"), (["--price-step", "AAPL=soon"], "--price-step 'soon' is no price above 0"),
  ])
  func `a mistake is told in one sentence`(options: [String], words: String) throws {
    let outcome = try Command.run(["run"] + options, in: folder)
    #expect(outcome.status == 64 && outcome.output == "")
    #expect(outcome.errors.lines.count == 1 && outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func `an order beside the lot is refused and counted, in run, too`() throws {
    let outcome = try Command.run("run", "--seed", "42", "--lot", "AAPL=100", "--size", "50", "--quiet", in: folder)
    #expect(outcome.lines.last?.contains("0 entries, 0 exits") == true)
    #expect(outcome.lines.last?.contains(" refused, seed 42.") == true)
    let json = try Command.run(
      "run", "--seed", "42", "--lot", "100", "--size", "50", "--quiet", "--format", "json", in: folder)
    let refusals = try #require(try json.summary["refusals"] as? [String: Int])
    #expect(refusals.keys.sorted() == ["lot"])
    #expect(try Command.run("run", "--seed", "42", "--format", "json", in: folder).summary["refusals"] == nil)
  }
}
