import Testing

@Suite struct AuditTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `the audit has a line for every event`() throws {
    let arguments = ["run", "--seed", "42", "--ticks", "500", "--symbols", "AAPL,MSFT", "--audit", "trades.log"]
    let outcome = try Command.run(arguments + ["--format", "json"], in: folder)
    let shown = outcome.objects.compactMap { $0 }.filter { ["trade", "corrupt"].contains($0["event"] as? String) }
    let logged = try #require(folder.text("trades.log")).lines.map { try #require($0.json) }
    #expect(logged.count == 500 && shown.count == 500)
    for name in ["event", "time", "symbol", "price", "size", "reason", "text", "place"] {
      #expect(logged.map { $0[name] as? String } == shown.map { $0[name] as? String }, "\(name)")
    }
  }

  @Test(arguments: [[], ["--quiet"], ["--on-corrupt", "halt"], ["--on-corrupt", "hold"]])
  func `what is shown and what bots do leaves the audit as it is`(options: [String]) throws {
    let arguments = ["run", "--seed", "7", "--ticks", "200", "--audit"]
    _ = try Command.run(arguments + ["plain.log"], in: folder)
    _ = try Command.run(arguments + ["other.log"] + options, in: folder)
    #expect(folder.text("plain.log")?.lines.count == 200)
    #expect(folder.text("plain.log") == folder.text("other.log"))
  }

  @Test func `rows without a symbol are in the audit, unwanted ones are not`() throws {
    try folder.file("ticks.csv", "symbol,price\nAAPL,149.5\n,3\nMSFT,1\nAAPL\nAAPL,x\n")
    let arguments = ["run", "--source", "csv:ticks.csv", "--symbols", "AAPL", "--audit", "trades.log"]
    #expect(try Command.run(arguments, in: folder).status == 0)
    #expect(
      folder.text("trades.log")?.lines == [
        #"{"event":"trade","time":null,"symbol":"AAPL","price":"149.50","size":"1"}"#,
        #"{"event":"corrupt","time":null,"symbol":null,"reason":"unreadableSymbol","text":"","place":"ticks.csv:3"}"#,
        #"{"event":"corrupt","time":null,"symbol":"AAPL","reason":"fieldCount","text":"AAPL","place":"ticks.csv:5"}"#,
        #"{"event":"corrupt","time":null,"symbol":"AAPL","reason":"malformedPrice","text":"x","place":"ticks.csv:6"}"#,
      ])
  }

  @Test func `an audit that is there is written anew`() throws {
    try folder.file("trades.log", String(repeating: "old\n", count: 1_000))
    _ = try Command.run("run", "--ticks", "3", "--audit", "trades.log", in: folder)
    #expect(folder.text("trades.log")?.lines.count == 3)
  }

  @Test(arguments: [
    ["run", "--audit"], ["backtest", "--trades"], ["convert", "--to", "csv:a.csv", "--rejects"],
  ])
  func `an order book's file, which is read with its messages, is not written over`(arguments: [String]) throws {
    let book = "AAPL_2012-06-21_34200000_57600000_orderbook_1.csv", row = "5853300,18,5853200,18\n"
    try folder.file(book, row)
    let messages = "AAPL_2012-06-21_34200000_57600000_message_1.csv"
    try folder.file(messages, "34200.004241176,4,16113575,18,5853300,1\n")
    let outcome = try Command.run(arguments + ["./" + book, "--source", "lobster:\(messages)"], in: folder)
    #expect(outcome.status == 64 && outcome.errors.contains("that is read"), "\(outcome.errors)")
    #expect(folder.text(book) == row)
    #expect(!folder.has("a.csv"))
  }

  @Test func `a long audit is whole`() throws {
    _ = try Command.run("run", "--ticks", "20000", "--audit", "trades.log", "--quiet", in: folder)
    let lines = try #require(folder.text("trades.log")).lines
    #expect(lines.count == 20_000 && lines.allSatisfy { $0.hasPrefix(#"{"event":""#) && $0.hasSuffix("}") })
  }
}
