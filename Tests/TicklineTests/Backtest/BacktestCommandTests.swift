import Foundation
import Testing

/// `tickline backtest` as a person uses it.
@Suite struct BacktestCommandTests {
  private static let ticks = """
    time,symbol,price,size
    2024-01-02T14:30:00Z,AAPL,149,100
    2024-01-02T14:30:01Z,AAPL,150,100
    2024-01-02T14:30:02Z,AAPL,-1,100
    2024-01-02T14:30:03Z,AAPL,148,100
    2024-01-02T14:30:04Z,AAPL,152,100
    2024-01-03T14:30:00Z,AAPL,210,100
    2024-01-03T14:30:01Z,AAPL,205,100
    2024-01-04T14:30:00Z,AAPL,204,100

    """
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.file("ticks.csv", Self.ticks)
  }

  private func backtest(_ options: String...) throws -> Outcome {
    try Command.run(["backtest", "--source", "csv:ticks.csv"] + options, in: folder)
  }

  @Test func `the table has the figures, to the cent`() throws {
    let outcome = try backtest("--size", "10", "--fees", "share:0.01", "--cash", "10000")
    #expect(outcome.status == 0)
    let table = outcome.lines.map { $0.split(separator: " ").joined(separator: " ") }
    // Bought at 150, closed at 150 by the corrupt tick; bought at 152, sold at 205.
    #expect(table.contains("Equity at the end 10529.60 USD"))
    #expect(table.contains("Total return 5.30 %"))
    #expect(table.contains("Fees 0.40 USD"))
    #expect(table.contains("Closed trades 2"))
    #expect(table.contains("Win rate 50.00 %"))
    #expect(table.contains("Average trade 264.80 USD"))
    #expect(table.contains("Days 3"))
    #expect(table.first == "Backtest of threshold on csv:ticks.csv: 8 ticks of AAPL, 1 corrupt.")
  }

  @Test func `trades and the account are written as separated values`() throws {
    let outcome = try backtest("--size", "10", "--trades", "trades.csv", "--equity", "equity.csv", "--quiet")
    #expect(outcome.status == 0)
    let trades = try #require(folder.text("trades.csv")).lines
    #expect(
      trades[1...] == [
        "1,AAPL,0,long,closed,2024-01-02T14:30:01.000000000Z,150.00,2024-01-02T14:30:01.000000000Z,150.00,10,1500.00,"
          + "1500.00,0.00,0.00,0.00",
        "2,AAPL,0,long,closed,2024-01-02T14:30:04.000000000Z,152.00,2024-01-03T14:30:01.000000000Z,205.00,10,1520.00,"
          + "2050.00,0.00,0.00,530.00",
      ])
    // The equity was highest at 210, before the bot sold at 205.
    let equity = try #require(folder.text("equity.csv")).lines
    #expect(equity.count { $0.contains(",fill,") } == 4)
    #expect(
      equity.filter { $0.contains(",day,") }.map { $0.split(separator: ",")[3] } == [
        "100000.00", "100530.00", "100530.00",
      ])
    #expect(equity.last == "2024-01-04T14:30:00.000000000Z,end,USD,100530.00,100530.00,530.00,0.00,0.00,50.00")
  }

  @Test func `JSON has a line for each order, fill and signal, and the summary last`() throws {
    let outcome = try backtest("--format", "json")
    let events = outcome.objects.map { $0?["event"] as? String ?? "no JSON" }
    #expect(
      events == [
        "order", "signal", "fill", "order", "signal", "fill", "order", "signal", "fill", "order", "signal", "fill",
        "summary",
      ])
    let summary = try outcome.summary
    #expect(summary["exits"] as? Int == 2)
    #expect((summary["fingerprint"] as? String)?.count == 16)
  }

  @Test func `with reset the position that was forgotten is told of`() throws {
    let outcome = try backtest("--on-corrupt", "reset")
    #expect(
      outcome.lines.last
        == "The account holds 1 AAPL more than the bots count on: forgotten at a corrupt tick.")
  }

  @Test func `a stop is told of`() throws {
    let outcome = try backtest("--size", "100", "--max-daily-loss", "100", "--on-corrupt", "hold")
    #expect(
      outcome.lines.last == "Trading was stopped at 2024-01-02T14:30:03.000000000Z: the day's loss reached its limit.")
  }

  @Test(arguments: [
    ["threshold"], ["crossover", "--fast", "1", "--slow", "2", "--bars", "count:1"],
    ["mean-reversion", "--length", "2", "--bars", "1s"], ["breakout", "--length", "2"], ["bracket", "--gain", "3"],
    ["pair", "--pair", "AAPL,MSFT"], ["market-maker", "--half-spread", "0.5"],
  ])
  func `every bot runs by its name, and has its options in the help`(bot: [String]) throws {
    let outcome = try Command.run(["backtest", "--source", "ticks.csv", "--bot"] + bot, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines.first?.hasPrefix("Backtest of \(bot[0]) on") == true)
    let help = try Command.run("backtest", "--bot", bot[0], "--help", in: folder)
    #expect(help.status == 0)
    #expect(help.lines.allSatisfy { $0.count <= 80 })
    for option in bot.dropFirst() where option.hasPrefix("--") {
      #expect(help.lines.contains { $0.hasPrefix("  \(option)") }, "\(option)")
    }
  }

  @Test func `what is no whole lot is refused, and summary, JSON and report say how often and why`() throws {
    let outcome = try backtest("--size", "10", "--lot", "AAPL=100,MSFT=10", "--report", "report.html")
    #expect(outcome.status == 0)
    #expect(outcome.lines.contains { $0.split(separator: " ").joined(separator: " ") == "Refused orders 3" })
    #expect(outcome.lines.last == "Refused orders: 3 by lot.")
    #expect(
      outcome.errors.lines.last
        == "MSFT is not among the symbols that occurred: what was said of its orders had no use.")
    let page = try #require(folder.text("report.html"))
    #expect(page.contains("Refused orders: 3 by lot.") && page.contains("AAPL=100, MSFT=10"))
    let json = try backtest("--size", "10", "--lot", "100", "--format", "json")
    #expect(try json.summary["refusals"] as? [String: Int] == ["lot": 3])
    #expect(
      json.objects.compactMap { $0 }.filter { $0["event"] as? String == "refusal" }.map { $0["reason"] as? String }
        == ["lot", "lot", "lot"])
  }

  @Test func `prices of orders keep to their step, and the bots' own do`() throws {
    // The target is 5.13 above what was paid: at a step of 0.25 that is 5.25.
    let bracket = ["--bot", "bracket", "--gain", "5.13", "--loss", "2.9", "--format", "json", "--on-corrupt", "hold"]
    let outcome = try Command.run(
      ["backtest", "--source", "csv:ticks.csv", "--price-step", "0.25"] + bracket, in: folder)
    let orders = outcome.objects.compactMap { $0 }.filter { $0["event"] as? String == "order" }
    #expect(orders.compactMap { $0["price"] as? String }.prefix(2) == ["155.25", "147.00"])
    #expect(try outcome.summary["refusals"] as? [String: Int] == [:])
  }

  @Test func `two currencies have a table each, and a contract counts so many times`() throws {
    try folder.file(
      "two.csv",
      """
      time,symbol,price,size
      2024-01-02T14:30:00Z,SAP,149,100
      2024-01-02T14:30:00Z,ES,149,100
      2024-01-02T14:30:01Z,SAP,150,100
      2024-01-02T14:30:01Z,ES,150,100
      2024-01-02T14:30:02Z,SAP,210,100
      2024-01-02T14:30:02Z,ES,210,100
      2024-01-02T14:30:03Z,SAP,200,100
      2024-01-02T14:30:03Z,ES,200,100

      """)
    let outcome = try Command.run(
      "backtest", "--source", "two.csv", "--currency", "SAP=EUR", "--multiplier", "ES=50", "--cash",
      "USD=1000,EUR=500", "--time-zone", "America/New_York,SAP=Europe/Berlin", "--format", "json", "--quiet", in: folder
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    let figures = try #require(try outcome.summary["figures"] as? [String: [String: Any]])
    #expect(figures.mapValues { $0["endingEquity"] as? String } == ["EUR": "550.00", "USD": "3500.00"])
  }

  @Test func `the same seed gives the same page, byte for byte`() throws {
    func page(_ seed: String) throws -> String {
      let outcome = try Command.run(
        "backtest", "--seed", seed, "--walk", "--ticks", "5000", "--latency", "1ms..500ms", "--report", "report.html",
        in: folder)
      #expect(outcome.status == 0)
      return try #require(folder.text("report.html"))
    }
    let first = try page("7")
    #expect(try page("7") == first)
    #expect(try page("8") != first)
    #expect(first.hasPrefix("<!DOCTYPE html>") && first.hasSuffix("</html>\n"))
  }

  @Test(arguments: [
    (["--bot", "nobody"], "--bot 'nobody' is not known; the bots are threshold,"),
    (["--entry", "200", "--exit", "150"], "--entry 200.00 is not below --exit 150.00"),
    (["--bot", "crossover", "--fast", "9", "--slow", "3"], "--fast 9 and --slow 3"),
    (["--bot", "crossover", "--entry", "9"], "--entry"), (["--size", "0"], "--size '0'"),
    (["--cash", "much"], "--cash 'much'"), (["--cash", "-5"], "--cash '-5'"), (["--size", "-1"], "--size '-1'"),
    (["--fees", "5"], "--fees '5'"), (["--fees", "tax:5"], "--fees 'tax:5'"),
    (["--slippage", "bps:-1"], "--slippage 'bps:-1'"), (["--latency", "soon"], "--latency 'soon'"),
    (["--latency", "5ms..2ms"], "--latency '5ms..2ms'"), (["--fill", "same", "--latency", "5ms"], "--fill next"),
    (["--participation", "2"], "--participation 2"), (["--calendar", "300"], "252 or 365"),
    (["--time-zone", "Mars/Olympus"], "--time-zone 'Mars/Olympus'"),
    (["--multiplier", "ES=0.5"], "--multiplier '0.5'"),
    (["--currency", "SAP=E1"], "--currency 'E1'"), (["--lot", "AAPL=-1"], "--lot '-1'"),
    (["--lot", "AAPL=1,AAPL=2"], "--lot is given twice for AAPL"),
    (["--lot", "1", "--lot", "2"], "twice for all symbols"),
    (["--cash", "USD=5,USD=6"], "--cash 'USD=5,USD=6' names USD twice"),
    (["--cash", "USD=5", "--cash", "USD=6"], "names USD twice"), (["--cash", "5", "--cash", "6"], "--cash '5,6'"),
    (["--fees", "min:1,min:2"], "says min twice"), (["--fees", "min:-1"], "--fees 'min:-1'"),
    (["--trades", "-"], "--trades -"),
    (["--max-drawdown", "10"], "--max-drawdown '10'"),
    (["--max-orders", "0"], "--max-orders 0"), (["--stale-after", "0s"], "--stale-after '0s'"),
    (["--report", "ticks.csv"], "--report ticks.csv is the file that is read"),
    (["--trades", "a.csv", "--equity", "a.csv"], "--trades and --equity name one file"),
  ])
  func `a mistake is told in one sentence`(options: [String], words: String) throws {
    let outcome = try Command.run(["backtest", "--source", "csv:ticks.csv"] + options, in: folder)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.lines.count == 1 && outcome.errors.contains(words), "\(outcome.errors)")
    #expect(folder.text("ticks.csv") == Self.ticks)
  }

  @Test(arguments: ["", "time,symbol,price,size\n"], ["text", "json"])
  func `no ticks have figures, files and a page, and no word of missing times`(input: String, format: String) throws {
    try folder.file("none.csv", input)
    let outcome = try Command.run(
      "backtest", "--source", "csv:none.csv", "--report", "report.html", "--trades", "t.csv", "--equity", "e.csv",
      "--format", format, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!outcome.output.contains("no times"))
    #expect(folder.text("t.csv")?.lines.count == 1 && folder.text("report.html")?.contains("0 ticks") == true)
  }

  @Test func `without cash everything is borrowed, and ratios to nothing are not shown`() throws {
    let figures = try #require(
      try backtest("--cash", "0", "--format", "json", "--quiet").summary["figures"] as? [String: [String: Any]])
    #expect(figures["USD"]?["endingEquity"] as? String == "53.00")
    #expect(figures["USD"]?["totalReturn"] is NSNull)
  }

  @Test func `what could not be counted is refused`() throws {
    let outcome = try backtest(
      "--size", "9000000000", "--multiplier", "1000000000", "--fill", "same", "--on-corrupt", "reset", "--format",
      "json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try outcome.summary["refusals"] as? [String: Int] == ["size": 3])
  }

  @Test(arguments: [["--max-orders", "1"], ["--max-position", "0.5"], ["--price-collar", "0%"]])
  func `a bot lives on where risk refuses its orders`(limit: [String]) throws {
    for bot in [["threshold"], ["bracket", "--entry", "100000"], ["market-maker"]] {
      let outcome = try Command.run(
        ["backtest", "--seed", "3", "--walk", "--ticks", "20000", "--format", "json", "--quiet", "--bot"] + bot + limit,
        in: folder)
      #expect(outcome.status == 0, "\(bot): \(outcome.errors)")
      if bot[0] == "bracket" { #expect((try outcome.summary["refusals"] as? [String: Int] ?? [:]).count == 1) }
    }
  }

  @Test func `a file that can't be made is told of before anything is run`() throws {
    let outcome = try backtest("--report", "nowhere/report.html")
    #expect(outcome.status == 73 && outcome.output == "")
    #expect(
      outcome.errors
        == "tickline: --report nowhere/report.html can't be made: there is no such folder; make it first.\n")
  }
}
