import Testing
import TicklineMarkets
import TicklineTrading

@Suite struct ThresholdBotTests {
  private static let scripts: [([Line], [String])] = [
    (.ticks(149.20, 203.11), ["entry 149.20", "exit 203.11 brought 53.91"]),
    (.ticks(150, 200), ["entry 150.00", "exit 200.00 brought 50.00"]),
    (.ticks(150.01, 199.99), []),
    (
      .ticks(140, 130, 199.99, 200, 199, 150, 201),
      [
        "entry 140.00", "exit 200.00 brought 60.00", "entry 150.00", "exit 201.00 brought 51.00",
      ]
    ),
    (.ticks(210, 149, nil, 210, 148, 205), ["entry 149.00", "entry 148.00", "exit 205.00 brought 57.00"]),
    (.ticks(nil, nil, 149, 200), ["entry 149.00", "exit 200.00 brought 51.00"]),
    ([], []),
  ]

  @Test(arguments: scripts)
  func `the bot buys at or below the entry and sells at or above the exit`(lines: [Line], signals: [String]) throws {
    let recorder = Recorder()
    try run(lines, ThresholdBot(entry: 150, exit: 200), observer: recorder)
    #expect(recorder.signals.map(\.words) == signals)
  }

  @Test(arguments: scripts)
  func `the counts are the same whether somebody watches or not`(lines: [Line], signals: [String]) throws {
    let watched = try run(lines, ThresholdBot(entry: 150, exit: 200), observer: Recorder())
    let alone = try run(lines, ThresholdBot(entry: 150, exit: 200))
    #expect(alone.total == watched.total)
    #expect(alone.total.entries + alone.total.exits == signals.count)
  }

  @Test func `a corrupt tick takes the bot back to watching and the open trade is forgotten`() throws {
    let summary = try run(.ticks(149, nil, 210, 210), ThresholdBot(entry: 150, exit: 200))
    #expect(summary.total.words == "ticks 4, corrupt 1, entries 1, exits 0, resets 1, open 0, profit 0.00")
  }

  @Test func `the size multiplies the profit`() throws {
    let summary = try run(.ticks(149.20, 203.11), ThresholdBot(entry: 150, exit: 200, size: 0.5))
    #expect("\(summary.total.profit)" == "26.955")
  }

  @Test func `the bot has its parameters and no state variable`() {
    let children = Mirror(reflecting: ThresholdBot()).children
    #expect(children.map { "\($0.label ?? "") = \($0.value)" } == ["entry = 150.00", "exit = 200.00", "size = 1"])
  }
}
