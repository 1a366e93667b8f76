import Testing

/// Odd forms of good rows.
@Suite struct RowFormTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// The same two ticks in many forms.
  private static let forms = [
    "symbol,price\nAAPL,149\nAAPL,201.5\n",
    "symbol,price\nAAPL,149\nAAPL,201.5",
    "symbol,price\r\nAAPL,149\r\nAAPL,201.5\r\n",
    "\u{FEFF}symbol,price\nAAPL,149\nAAPL,201.5\n",
    "\"symbol\",\"price\"\n\"AAPL\",\"149\"\n\"AAPL\",\"201.5\"\n",
    "Ticker;PRICE\nAAPL;149\nAAPL;201.5\n",
    "price\tnote\tinstrument\n1.49e2\tx\tAAPL\n2015e-1\ty\tAAPL\n",
    "symbol,price\n\nAAPL,149.000000000\n\nAAPL,0201.50\n\n",
    "{\"symbol\":\"AAPL\",\"price\":149}\n{\"price\":\"201.5\",\"extra\":[1,{\"a\":null}],\"symbol\":\"AAPL\"}",
    "\u{FEFF}{\"symbol\":\"AAPL\",\"price\":149}\r\n\r\n{\"symbol\":\"\\u0041APL\",\"price\":201.5}\r\n",
  ]

  @Test(arguments: forms)
  func `the form of good rows changes nothing`(text: String) throws {
    try folder.file("ticks", text)
    let file = try Command.run("run", "--source", "ticks", "--format", "json", in: folder)
    let pipe = try Command.shell(#"cat ticks | "$0" run --source - --format json"#, in: folder)
    #expect(file.lines.dropLast() == pipe.lines.dropLast())
    let summary = try file.summary
    #expect(summary["ticks"] as? Int == 2 && summary["unattributed"] as? Int == 0)
    #expect(summary["pnl"] as? String == "52.50")
  }

  @Test(arguments: [
    ("1704190000", "s", "2024-01-02T10:06:40.000000000Z"), ("1704190000123", "ms", "2024-01-02T10:06:40.123000000Z"),
    ("1704190000123456", "us", "2024-01-02T10:06:40.123456000Z"),
    ("1704190000123456789", "ns", "2024-01-02T10:06:40.123456789Z"),
    ("2024-01-02T15:36:40.5+05:30", "iso8601", "2024-01-02T10:06:40.500000000Z"),
    ("2024-01-02 10:06:40Z", "iso8601", "2024-01-02T10:06:40.000000000Z"),
  ])
  func `the form of times is recognised and said once`(written: String, name: String, read: String) throws {
    try folder.file("ticks.csv", "time,symbol,price\n\(written),AAPL,149\n\(written),AAPL,148\n")
    let outcome = try Command.run("run", "--source", "csv:ticks.csv", "--format", "json", in: folder)
    #expect(outcome.objects.first??["time"] as? String == read)
    #expect(outcome.errors == "ticks.csv: times are read as \(name); --time-format forces another form.\n")
  }

  @Test func `a form of times that is forced is used`() throws {
    try folder.file("ticks.csv", "time,symbol,price\n1704190000,AAPL,149\n")
    let arguments = ["run", "--source", "csv:ticks.csv", "--format", "json", "--time-format", "ms"]
    let outcome = try Command.run(arguments, in: folder)
    #expect(outcome.objects.first??["time"] as? String == "1970-01-20T17:23:10.000000000Z")
    #expect(outcome.errors == "")
  }

  @Test func `columns are found by the names that were given`() throws {
    try folder.file("ticks.csv", "when,what,last\n1704190000,AAPL,149\n1704190001,AAPL,201.5\n")
    let columns = ["--columns", "time=when,symbol=what,price=last"]
    let outcome = try Command.run(["run", "--source", "ticks.csv", "--format", "json"] + columns, in: folder)
    #expect(try outcome.summary["pnl"] as? String == "52.50")
  }

  @Test func `columns without a header are found by number`() throws {
    try folder.file("ticks.csv", "1704190000,AAPL,149\n1704190001,AAPL,201.5\n")
    let columns = ["--columns", "time=1,symbol=2,price=3"]
    let outcome = try Command.run(["run", "--source", "ticks.csv", "--format", "json"] + columns, in: folder)
    #expect(try outcome.summary["ticks"] as? Int == 2 && outcome.summary["pnl"] as? String == "52.50")
  }

  @Test func `rows without a symbol are of the one that is wanted`() throws {
    try folder.file("ticks.csv", "price\n149\n201.5\n")
    let outcome = try Command.run("run", "--source", "ticks.csv", "--symbols", "IBM", "--format", "json", in: folder)
    #expect(try outcome.summary["symbols"] as? [String] == ["IBM"] && outcome.summary["pnl"] as? String == "52.50")
  }

  @Test func `many decimals are exact`() throws {
    try folder.file("ticks.csv", "symbol,price\nX,0.000000001\nX,9223372036.854775807\n")
    let arguments = ["run", "--source", "ticks.csv", "--entry", "1e-9", "--exit", "9223372036.854775807"]
    let outcome = try Command.run(arguments + ["--format", "json"], in: folder)
    #expect(try outcome.summary["pnl"] as? String == "9223372036.854775806")
  }
}
