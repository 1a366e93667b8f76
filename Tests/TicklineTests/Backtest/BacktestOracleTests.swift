import Foundation
import Testing

/// The backtest against the tutorial's pipeline in Python: the same signals, and what an account makes of them.
@Suite struct BacktestOracleTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func backtest(_ options: String...) throws -> [String: Any] {
    let outcome = try Command.run(
      ["backtest", "--source", "csv:ticks.csv", "--symbols", "AAPL", "--format", "json", "--quiet"] + options,
      in: folder)
    #expect(outcome.status == 0 && outcome.errors == "")
    return try outcome.summary
  }

  private func figures(_ summary: [String: Any]) throws -> [String: Any] {
    let figures = try #require(summary["figures"] as? [String: Any])
    return try #require(figures["USD"] as? [String: Any])
  }

  @Test(arguments: ["20240229", "1", "77"])
  func `with the tutorial's rules the signals are the oracle's, and what was forgotten is held`(seed: String) throws {
    try Outside.using {
      let path = try folder.file(
        "ticks.csv", try Outside.python(try Outside.oracle("make_ticks.py"), ["20000", seed], in: folder))
      let expected = try #require(
        try Outside.python(try Outside.oracle("pipeline.py"), [path, "AAPL", "150", "200"], in: folder).json)
      let summary = try backtest("--fill", "same", "--size", "1", "--on-corrupt", "reset")
      for name in ["ticks", "corrupt", "entries", "exits", "resets", "open"] {
        #expect(summary[name] as? Int == expected[name] as? Int, "\(name)")
      }
      let cents = try #require(expected["pnl_cents"] as? Int)
      let profit = try #require(summary["pnl"] as? String)
      #expect(Decimal(string: profit) == Decimal(cents) / 100)
      let resets = try #require(expected["resets"] as? Int)
      #expect(try figures(summary)["forgotten"] as? Int == resets)
      #expect(summary["forgottenPositions"] as? [String: String] == ["AAPL": "\(resets)"])
    }
  }

  @Test func `of a million ticks 10,156 entries were never sold, and 1 is open`() throws {
    try Outside.using {
      let python = try Outside.program("python3", in: folder)
      let make = try Outside.oracle("make_ticks.py")
      _ = try Command.shell("'\(python)' '\(make)' 1000000 20240229 > ticks.csv", in: folder)
      let summary = try backtest("--fill", "same", "--size", "1", "--on-corrupt", "reset")
      #expect(summary["pnl"] as? String == "85835.33")
      let figures = try figures(summary)
      #expect(figures["forgotten"] as? Int == 10_156)
      #expect(figures["openTrades"] as? Int == 1)
      #expect(summary["forgottenPositions"] as? [String: String] == ["AAPL": "10156"])
    }
  }

  @Test func `the equity is what an account would show, by arithmetic of its own`() throws {
    try Outside.using {
      let path = try folder.file(
        "ticks.csv", try Outside.python(try Outside.oracle("make_ticks.py"), ["20000", "20240229"], in: folder))
      let script = try folder.file("account.py", Self.account)
      let expected = try Outside.python(script, [path], in: folder).lines
      let summary = try backtest("--fill", "same", "--size", "1", "--on-corrupt", "reset")
      #expect(try figures(summary)["endingEquity"] as? String == expected[0])
      #expect(try figures(summary)["realised"] as? String != summary["pnl"] as? String)
    }
  }

  /// Buys and sells as the tutorial's bot does, and keeps nothing but cash and what is held.
  private static let account = """
    import csv, sys
    from decimal import Decimal
    cash, held, active, last = Decimal(100000), 0, False, None
    for _, symbol, price, _ in list(csv.reader(open(sys.argv[1])))[1:]:
        if symbol != "AAPL": continue
        price = Decimal(price)
        if price < 0:
            active = False
            continue
        last = price
        if not active and price <= 150:
            cash, held, active = cash - price, held + 1, True
        elif active and price >= 200:
            cash, held, active = cash + price, held - 1, False
    print(f"{cash + held * last:.2f}")
    """

  @Test func `run and backtest decide alike, under every policy`() throws {
    try Outside.using {
      _ = try folder.file(
        "ticks.csv", try Outside.python(try Outside.oracle("make_ticks.py"), ["20000", "5"], in: folder))
      for policy in ["reset", "hold", "flatten", "halt"] {
        let run = try Command.run(
          "run", "--source", "csv:ticks.csv", "--format", "json", "--on-corrupt", policy, in: folder)
        let backtest = try Command.run(
          "backtest", "--source", "csv:ticks.csv", "--format", "json", "--on-corrupt", policy, "--fill", "same",
          in: folder)
        let signals = { (outcome: Outcome) in
          outcome.objects.compactMap { $0 }.filter { $0["event"] as? String == "signal" }.map {
            "\($0["symbol"]!) \($0["signal"]!) \($0["price"]!) \($0["pnl"]!)"
          }
        }
        #expect(signals(run).count > (policy == "halt" ? 0 : 100))
        #expect(signals(run) == signals(backtest), "\(policy)")
      }
    }
  }
}
