import Testing

@Suite struct AbsentSymbolTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.file("ticks.csv", Ticks.csv(100))
  }

  @Test func `a symbol that never occurs gives no ticks and a sentence`() throws {
    let outcome = try Command.run(
      "run", "--source", "csv:ticks.csv", "--symbols", "IBM", "--format", "json", in: folder)
    #expect(outcome.status == 0)
    #expect(try outcome.summary["ticks"] as? Int == 0)
    #expect(try outcome.summary["symbols"] as? [String] == ["IBM"])
    #expect(outcome.errors.lines.last == "IBM does not occur in csv:ticks.csv.")
  }

  @Test func `several symbols that never occur share a sentence`() throws {
    let outcome = try Command.run(
      "run", "--source", "csv:ticks.csv", "--symbols", "IBM,AAPL,aapl", "--quiet", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "IBM, aapl do not occur in csv:ticks.csv.\n")
  }

  @Test(arguments: [
    (9, "S1, S2, S3, S4, S5, S6, S7, S8, S9"), (10_000, "S1, S2, S3, S4, S5, S6, S7, S8 and 9992 more"),
  ])
  func `of many symbols a sentence names a few`(count: Int, names: String) throws {
    let symbols = (1...count).map { "S\($0)" }
    let outcome = try Command.run(
      "run", "--source", "csv:ticks.csv", "--symbols", symbols.joined(separator: ","), "--format", "json", "--quiet",
      in: folder)
    #expect(outcome.errors == "\(names) do not occur in csv:ticks.csv.\n")
    #expect(try outcome.summary["symbols"] as? [String] == symbols)
  }

  @Test(arguments: [[], ["--ticks", "1000"], ["--quiet"], ["--walk"]])
  func `a symbol that the simulated market has not ends the run`(options: [String]) throws {
    let outcome = try Command.run(["run", "--symbols", "IBM"] + options, in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.lines.contains("[BRIDGE] Pipeline complete. Processed 0 IBM ticks."))
    #expect(outcome.errors == "IBM does not occur in sim; its symbols are AAPL, GOOG, MSFT, AMZN.\n")
  }

  @Test func `nothing is said of symbols that did not come before the last tick asked for`() throws {
    let outcome = try Command.run("run", "--symbols", "AAPL,MSFT", "--ticks", "1", in: folder)
    #expect(outcome.status == 0 && outcome.errors == "")
  }
}
