import Testing

@Suite struct TutorialTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `without other options a seed gives the tutorial's lines`() throws {
    let outcome = try Command.run("run", "--seed", "42", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output == Self.seed42)
    #expect(outcome.errors == "")
  }

  @Test func `without any option thirty ticks of AAPL are processed`() throws {
    let outcome = try Command.run("run", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.lines.first == "[BOT] Initialized. State: WATCHING")
    #expect(outcome.lines.suffix(3).prefix(2) == ["", "[BRIDGE] Pipeline complete. Processed 30 AAPL ticks."])
    let kinds = ["[WATCHING] AAPL @ $", "[ACTIVE]   AAPL @ $", "[ERROR] Bad data received: negative price -"]
    #expect(outcome.lines.count { line in kinds.contains { line.hasPrefix($0) } } == 30)
    #expect(outcome.errors == "")
  }

  /// What Tickline prints for this seed on every machine, for ever: the simulated market is part of the contract.
  private static let seed42 = """
    [BOT] Initialized. State: WATCHING
    [WATCHING] AAPL @ $198.60
    [WATCHING] AAPL @ $120.71
    [SIGNAL] Entry at $120.71 → switching to ACTIVE
    [ACTIVE]   AAPL @ $246.06 | PnL: $+125.35
    [SIGNAL] Exit at $246.06 | Profit: $125.35 → switching to WATCHING
    [WATCHING] AAPL @ $260.71
    [WATCHING] AAPL @ $234.42
    [WATCHING] AAPL @ $141.44
    [SIGNAL] Entry at $141.44 → switching to ACTIVE
    [ACTIVE]   AAPL @ $220.94 | PnL: $+79.50
    [SIGNAL] Exit at $220.94 | Profit: $79.50 → switching to WATCHING
    [WATCHING] AAPL @ $110.11
    [SIGNAL] Entry at $110.11 → switching to ACTIVE
    [ACTIVE]   AAPL @ $195.26 | PnL: $+85.15
    [ACTIVE]   AAPL @ $174.14 | PnL: $+64.03
    [ACTIVE]   AAPL @ $285.85 | PnL: $+175.74
    [SIGNAL] Exit at $285.85 | Profit: $175.74 → switching to WATCHING
    [WATCHING] AAPL @ $200.32
    [WATCHING] AAPL @ $245.57
    [WATCHING] AAPL @ $246.45
    [WATCHING] AAPL @ $102.82
    [SIGNAL] Entry at $102.82 → switching to ACTIVE
    [ACTIVE]   AAPL @ $229.64 | PnL: $+126.82
    [SIGNAL] Exit at $229.64 | Profit: $126.82 → switching to WATCHING
    [WATCHING] AAPL @ $178.98
    [WATCHING] AAPL @ $184.38
    [WATCHING] AAPL @ $185.74
    [WATCHING] AAPL @ $265.06
    [WATCHING] AAPL @ $257.82
    [WATCHING] AAPL @ $220.96
    [WATCHING] AAPL @ $153.30
    [WATCHING] AAPL @ $137.30
    [SIGNAL] Entry at $137.30 → switching to ACTIVE
    [ACTIVE]   AAPL @ $258.55 | PnL: $+121.25
    [SIGNAL] Exit at $258.55 | Profit: $121.25 → switching to WATCHING
    [WATCHING] AAPL @ $174.28
    [ERROR] Bad data received: negative price -275.93. Resetting to WATCHING.
    [WATCHING] AAPL @ $169.04
    [WATCHING] AAPL @ $122.38
    [SIGNAL] Entry at $122.38 → switching to ACTIVE
    [ERROR] Bad data received: negative price -165.65. Resetting to WATCHING.

    [BRIDGE] Pipeline complete. Processed 30 AAPL ticks.
    [SUMMARY] 2 corrupt, 6 entries, 5 exits, 1 reset, 0 open, profit $628.66, seed 42.

    """
}
