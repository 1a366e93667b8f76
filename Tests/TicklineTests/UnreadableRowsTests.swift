import Testing

/// Inputs that can be opened, but none of whose rows says what it is of.
@Suite struct UnreadableRowsTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test(arguments: [[], ["--symbols", "AAPL"], ["--symbols", "AAPL", "--allow-negative", "CL"]])
  func `an input none of whose rows can be read ends with 65 after the summary`(options: [String]) throws {
    try folder.file("ticks.csv", Ticks.csv(3))
    let outcome = try Command.run(["run", "--source", "jsonl:ticks.csv", "--quiet"] + options, in: folder)
    #expect(outcome.status == 65)
    #expect(outcome.lines.last?.hasSuffix("4 without a symbol.") == true)
    #expect(
      outcome.errors == "tickline: No row of jsonl:ticks.csv could be read; check its format, or name the columns with "
        + "--columns.\n")
  }

  @Test(arguments: ["-", "csv:-"])
  func `standard input is called by its name`(source: String) throws {
    let input = "symbol,price\n,3\n"
    let outcome = try Command.run("run", "--source", source, "--quiet", input: input, in: folder)
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("tickline: No row of standard input could be read; "))
  }

  @Test func `one row of any symbol makes the input a good one`() throws {
    try folder.file("ticks.csv", "symbol,price\n,3\nMSFT,4\n")
    let outcome = try Command.run("run", "--source", "csv:ticks.csv", "--symbols", "AAPL", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "AAPL does not occur in csv:ticks.csv.\n")
  }

  @Test(arguments: [
    "csv:empty", "jsonl:empty", "empty", "-", "csv:-", "/dev/null", "csv:header", "jsonl:blank", "csv:blank", "blank",
  ])
  func `an input without a row is no failure`(source: String) throws {
    try folder.file("empty", "")
    try folder.file("header", Ticks.header)
    try folder.file("blank", "\n\n")
    let outcome = try Command.run("run", "--source", source, "--quiet", in: folder)
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.lines.first == "[BRIDGE] Pipeline complete. Processed 0 ticks.")
  }
}
