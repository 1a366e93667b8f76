import Testing

@Suite struct PolicyTests {
  private static let ticks = "symbol,price\nAAPL,149\nAAPL,-1\nMSFT,140\nAAPL,-2\nAAPL,210\nMSFT,205\n"
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.file("ticks.csv", Self.ticks)
  }

  /// The figures of the summary that a policy decides.
  private func figures(_ policy: String) throws -> [String] {
    let summary = try run(policy, "--format", "json").summary
    return ["ticks", "corrupt", "entries", "exits", "resets", "open", "pnl", "halted", "policy"].map {
      "\(summary[$0] ?? "nothing")"
    }
  }

  private func run(_ policy: String, _ options: String...) throws -> Outcome {
    let outcome = try Command.run(["run", "--source", "csv:ticks.csv", "--on-corrupt", policy] + options, in: folder)
    #expect(outcome.status == 0)
    return outcome
  }

  @Test func `reset throws the tick into the bot, which forgets its trade`() throws {
    #expect(try figures("reset") == ["6", "2", "2", "1", "1", "0", "65.00", "[]", "reset"])
    #expect(
      try run("reset").lines.filter { $0.hasPrefix("[ERROR]") } == [
        "[ERROR] Bad data received: negative price -1. Resetting to WATCHING.",
        "[ERROR] Bad data received: negative price -2. Resetting to WATCHING.",
      ])
  }

  @Test func `hold keeps the tick from the bot`() throws {
    #expect(try figures("hold") == ["6", "2", "2", "2", "0", "0", "126.00", "[]", "hold"])
    #expect(try run("hold").lines.contains("[SIGNAL] Exit at $210.00 | Profit: $61.00 → switching to WATCHING"))
  }

  @Test func `halt closes the bot and the other symbols go on`() throws {
    let lines = try run("halt").lines
    #expect(lines.contains("[ERROR] Bad data received: negative price -1. Halting AAPL."))
    #expect(lines.contains("[ERROR] Bad data received: negative price -2. AAPL is halted."))
    #expect(!lines.contains { $0.contains("AAPL @ $210.00") })
    #expect(lines.contains("[SIGNAL] Exit at $205.00 | Profit: $65.00 → switching to WATCHING"))
    #expect(lines.last?.hasSuffix("1 open, profit $65.00, halted AAPL.") == true)
    let summary = try run("halt", "--format", "json").summary
    #expect(summary["halted"] as? [String] == ["AAPL"] && summary["resets"] as? Int == 0)
  }

  @Test func `reset is what happens where nothing is said`() throws {
    let outcome = try Command.run("run", "--source", "csv:ticks.csv", in: folder)
    #expect(try outcome.output == run("reset").output)
  }
}
