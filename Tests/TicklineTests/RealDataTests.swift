import Testing

/// Real trades, with the answers that the exact arithmetic of another program gave.
@Suite struct RealDataTests {
  struct Recording: Sendable, CustomTestStringConvertible {
    let file: String, entry: String, exit: String
    let symbol: String, ticks: Int, entries: Int, exits: Int, open: Int, pnl: String
    var testDescription: String { file }
  }

  private static let recordings = [
    Recording(
      file: "plain/ibm.csv", entry: "179.5", exit: "180", symbol: "IBM", ticks: 57_674, entries: 2, exits: 1, open: 1,
      pnl: "0.78"),
    Recording(
      file: "plain/btcusdt.jsonl", entry: "61750", exit: "61800", symbol: "BTCUSDT", ticks: 9_757, entries: 1, exits: 0,
      open: 1, pnl: "0.00"),
  ]

  private let folder: Folder

  init() throws { folder = try Folder() }

  private func compare(_ outcome: Outcome, _ recording: Recording) throws {
    #expect(outcome.status == 0)
    let summary = try outcome.summary
    #expect(summary["symbols"] as? [String] == [recording.symbol])
    #expect(summary["ticks"] as? Int == recording.ticks)
    #expect(summary["entries"] as? Int == recording.entries)
    #expect(summary["exits"] as? Int == recording.exits)
    #expect(summary["open"] as? Int == recording.open)
    #expect(summary["pnl"] as? String == recording.pnl)
    #expect(summary["corrupt"] as? Int == 0 && summary["unattributed"] as? Int == 0)
  }

  @Test(arguments: recordings)
  func `a recording gives its known answer from the file`(recording: Recording) throws {
    try Outside.using {
      let path = try Outside.realData(recording.file)
      let options = ["--entry", recording.entry, "--exit", recording.exit, "--quiet", "--format", "json"]
      try compare(Command.run(["run", "--source", path] + options, in: folder), recording)
    }
  }

  @Test(arguments: recordings)
  func `a recording gives its known answer through a pipe`(recording: Recording) throws {
    try Outside.using {
      let path = try Outside.realData(recording.file)
      let options = "--entry \(recording.entry) --exit \(recording.exit) --quiet --format json"
      try compare(Command.shell(#"cat '\#(path)' | "$0" run --source - \#(options)"#, in: folder), recording)
    }
  }
}
