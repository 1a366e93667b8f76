import Foundation
import Testing

/// Backtests against programs of others: backtrader's trades and money, numpy's figures, a browser's view of the report.
/// `Scripts/bootstrap test` installs them.
@Suite struct IndependentTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// What a program of `Tests/Oracles` prints, run with the Python packages of the build.
  private func oracle(_ program: String, _ arguments: String...) throws -> String {
    let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardized
    let python = root.appendingPathComponent(".build/python/bin/python").path
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Outside.Missing(reason: "there is no \(python); Scripts/bootstrap test installs it.")
    }
    let script = root.appendingPathComponent("Tests/Oracles/\(program)").path
    let outcome = try RunningProcess(python, [script] + arguments, in: folder).outcome()
    try #require(outcome.status == 0, "\(program): \(outcome.errors)")
    return outcome.output
  }

  private func close(_ one: Any?, _ other: Any?, _ name: String) throws {
    let one = try #require(one as? Double ?? (one as? String).flatMap(Double.init), "\(name)")
    let other = try #require(other as? Double, "\(name)")
    #expect(abs(one - other) <= 1e-9 * max(abs(other), 1e-3), "\(name): \(one), not \(other)")
  }

  @Test(arguments: [["crossover"], ["breakout", "--trail", "20"]], ["ibm/20131011", "aig/20131008", "spy/20131010"])
  func `on minute bars of real ticks backtrader has the same fills, fees and equity`(bot: [String], day: String) throws
  {
    try Outside.using {
      let archive = try Outside.realData("lean/\(day)_trade.zip")
      try folder.file("ticks.csv", try oracle("minute_bars.py", "ticks", archive))
      let expected = try #require(try oracle("minute_bars.py", bot[0], folder.path("ticks.csv")).json)
      let outcome = try Command.run(
        ["backtest", "--source", "csv:ticks.csv", "--fill", "same", "--on-corrupt", "hold", "--format", "json"]
          + ["--size", "100", "--cash", "1000000", "--fees", "share:0.005", "--bot"] + bot, in: folder)
      #expect(outcome.status == 0)
      let fills = outcome.objects.compactMap { $0 }.filter { $0["event"] as? String == "fill" }.map { fill in
        "\(fill["side"] as? String == "buy" ? "" : "-")\(fill["quantity"] ?? "") @ \(Double(fill["price"] as? String ?? "") ?? 0)"
      }
      let expectedFills = (expected["fills"] as? [[Double]] ?? []).map { "\(Int($0[1])) @ \($0[0])" }
      #expect(fills.count > 5)
      #expect(fills == expectedFills)
      let figures = try #require((try outcome.summary["figures"] as? [String: [String: Any]])?["USD"])
      try close(figures["endingEquity"], expected["equity"], "equity")
      try close(figures["fees"], expected["fees"], "fees")
    }
  }

  @Test(arguments: [("5", 252), ("6", 365)])
  func `the figures are numpy's to nine digits`(seed: String, daysPerYear: Int) throws {
    try Outside.using {
      try folder.file("ticks.csv", try oracle("figures.py", "make", "20000", seed))
      let outcome = try Command.run(
        [
          "backtest", "--source", "csv:ticks.csv", "--bot", "mean-reversion", "--bars", "count:5", "--size", "50",
          "--fees", "share:0.01", "--participation", "all", "--slippage", "bps:2", "--on-corrupt", "hold",
          "--calendar", "\(daysPerYear)", "--trades", "trades.csv", "--format", "json", "--quiet",
        ], in: folder)
      let expected = try #require(
        try oracle(
          "figures.py", "check", folder.path("ticks.csv"), folder.path("trades.csv"), "100000", "\(daysPerYear)"
        ).json)
      let figures = try #require((try outcome.summary["figures"] as? [String: [String: Any]])?["USD"])
      #expect(expected.count > 10)
      for (name, value) in expected { try close(figures[name], value, name) }
    }
  }

  @Test func `a browser shows every trade and figure, on a phone and in the dark, without a network`() throws {
    try Outside.using {
      _ = try Outside.program("chromedriver", in: folder)
      let outcome = try Command.run(
        "backtest", "--seed", "11", "--walk", "--ticks", "20000", "--on-corrupt", "reset", "--report", "report.html",
        "--trades", "trades.csv", "--format", "json", "--quiet", in: folder)
      let seen = try #require(try oracle("browse.py", folder.path("report.html")).json)
      let trades = try #require(folder.text("trades.csv")).lines.dropFirst()
      #expect(trades.count > 10)
      #expect((seen["console"] as? [String]) == [])
      for view in ["desk", "phone", "dark"] {
        let page = try #require(seen[view] as? [String: Any])
        #expect(page["entries"] as? Int == trades.count)
        #expect(page["exits"] as? Int == trades.count { $0.contains(",closed,") })
        #expect(page["rows"] as? Int == trades.count)
        #expect(page["charts"] as? [String] == ["equity", "drawdown", "price"])
        #expect(page["overflow"] as? Int == 0, "\(view)")
        #expect(try #require(page["contrast"] as? Double) > 7, "\(view)")
        #expect(try #require(page["smallest"] as? Double) >= 12, "\(view)")
        #expect((page["external"] as? [String]) == [])
        let figures = try #require(page["figures"] as? [String: String])
        let summary = try #require((try outcome.summary["figures"] as? [String: [String: Any]])?["USD"])
        #expect(Set(figures.keys) == Set(summary.keys))
        #expect(figures["trades"] == "\(summary["trades"] ?? "")")
        #expect(figures["forgotten"] == "\(summary["forgotten"] ?? "")")
      }
      let grounds = ["desk", "dark"].map { (seen[$0] as? [String: Any])?["ground"] as? Double ?? -1 }
      #expect(grounds[0] > 0.9 && grounds[1] < 0.05)
    }
  }
}
