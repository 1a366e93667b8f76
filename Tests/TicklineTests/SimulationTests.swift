import Testing

@Suite struct SimulationTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `a walk's prices lie next to each other`() throws {
    let outcome = try Command.run(
      "run", "--walk", "--seed", "5", "--ticks", "500", "--corrupt-rate", "0", "--format", "json", in: folder)
    let prices = outcome.objects.compactMap { $0?["event"] as? String == "trade" ? $0?["price"] as? String : nil }
    let cents = try prices.map { try #require(Double($0)) }.map { Int(($0 * 100).rounded()) }
    #expect(cents.count == 500)
    #expect(zip(cents, cents.dropFirst()).allSatisfy { abs($0 - $1) <= 200 })
    #expect(Set(cents).count > 100)
  }

  @Test func `no tick is corrupt at a rate of 0`() throws {
    let outcome = try Command.run("run", "--corrupt-rate", "0", "--ticks", "1000", "--format", "json", in: folder)
    #expect(try outcome.summary["corrupt"] as? Int == 0)
    #expect(try outcome.summary["ticks"] as? Int == 1000)
  }

  @Test func `every tick is corrupt at a rate of 1`() throws {
    let outcome = try Command.run("run", "--corrupt-rate", "1", "--ticks", "50", in: folder)
    #expect(outcome.lines.count { $0.hasPrefix("[ERROR] Bad data received: negative price -") } == 50)
    #expect(outcome.lines.last?.hasPrefix("[SUMMARY] 50 corrupt, 0 entries, 0 exits, 0 resets, 0 open, ") == true)
  }

  @Test func `each symbol has a bot of its own`() throws {
    let outcome = try Command.run(
      "run", "--symbols", "AAPL,MSFT", "--ticks", "100", "--seed", "9", "--corrupt-rate", "0", in: folder)
    #expect(Array(outcome.lines.prefix(2)) == Array(repeating: "[BOT] Initialized. State: WATCHING", count: 2))
    #expect(outcome.lines.contains("[BRIDGE] Pipeline complete. Processed 100 ticks of AAPL, MSFT."))
    #expect(outcome.lines.contains { $0.contains("] AAPL @") } && outcome.lines.contains { $0.contains("] MSFT @") })
    #expect(!outcome.output.contains("GOOG"))
  }

  @Test func `the figures of the symbols add up to those of the whole`() throws {
    let outcome = try Command.run(
      "run", "--symbols", "AAPL,MSFT,GOOG,AMZN", "--ticks", "2000", "--quiet", "--format", "json", in: folder)
    let summary = try outcome.summary
    let parts = try #require(summary["bySymbol"] as? [String: [String: Any]])
    #expect(Set(parts.keys) == ["AAPL", "MSFT", "GOOG", "AMZN"])
    for name in ["ticks", "corrupt", "entries", "exits", "resets", "open"] {
      #expect(parts.values.compactMap { $0[name] as? Int }.reduce(0, +) == summary[name] as? Int, "\(name)")
    }
  }

  @Test(arguments: [("0", "0 AAPL ticks"), ("1", "1 AAPL tick"), ("100", "100 AAPL ticks")])
  func `as many ticks are processed as were asked for`(count: String, words: String) throws {
    let outcome = try Command.run("run", "--ticks", count, "--seed", "3", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.lines.contains("[BRIDGE] Pipeline complete. Processed \(words)."))
    #expect(outcome.lines.count { $0.contains("AAPL @") || $0.hasPrefix("[ERROR]") } == Int(count))
  }

  @Test func `quiet leaves the summary alone`() throws {
    let outcome = try Command.run("run", "--quiet", "--seed", "42", in: folder)
    #expect(
      outcome.lines == [
        "[BRIDGE] Pipeline complete. Processed 30 AAPL ticks.",
        "[SUMMARY] 2 corrupt, 6 entries, 5 exits, 1 reset, 0 open, profit $628.66, seed 42.",
      ])
    #expect(outcome.errors == "")
  }
}
