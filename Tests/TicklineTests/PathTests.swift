import Foundation
import Testing

@Suite struct PathTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.file("ticks.csv", "symbol,price\nAAPL,149\nAAPL,201.5\n")
  }

  private func check(_ outcome: Outcome) throws {
    #expect(outcome.status == 0)
    #expect(try outcome.summary["pnl"] as? String == "52.50")
  }

  @Test(arguments: [
    "two words.csv", "Ünï→cödé 日本.csv", "a;b&c'd\"e.csv", "-dash.csv", "sub folder/x.csv", "*.csv", "a,b.csv",
  ])
  func `a path of any characters is read`(name: String) throws {
    let file = folder.url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try folder.file(name, folder.text("ticks.csv") ?? "")
    let outcome = try Command.run("run", "--source", "csv:\(name)", "--format", "json", in: folder)
    try check(outcome)
    #expect(try outcome.summary["source"] as? [String] == ["csv:\(name)"])
  }

  @Test(arguments: ["csv:12:30:ticks.csv", "./12:30:ticks.csv"])
  func `a path with colons is read`(source: String) throws {
    try folder.file("12:30:ticks.csv", folder.text("ticks.csv") ?? "")
    try check(Command.run("run", "--source", source, "--format", "json", in: folder))
  }

  @Test func `a path is relative to where the command runs`() throws {
    let name = folder.url.lastPathComponent
    try check(Command.run("run", "--source", "../\(name)/./ticks.csv", "--format", "json", in: folder))
    try check(Command.run("run", "--source", folder.path("ticks.csv"), "--format", "json", in: folder))
  }

  @Test func `a link is followed`() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "ticks.csv")
    try check(Command.run("run", "--source", "link", "--format", "json", in: folder))
  }

  @Test func `a named pipe is read`() throws {
    let line = #"mkfifo pipe; cat ticks.csv > pipe & "$0" run --source pipe --format json; wait"#
    try check(Command.shell(line, in: folder))
  }

  @Test(arguments: ["-", "csv:-", "/dev/stdin"])
  func `standard input is read from a pipe and from a file`(source: String) throws {
    try check(Command.shell(#"cat ticks.csv | "$0" run --source \#(source) --format json"#, in: folder))
    try check(Command.run("run", "--source", source, "--format", "json", input: folder.text("ticks.csv"), in: folder))
  }

  @Test func `what was guessed of a bare path is said once`() throws {
    #expect(try Command.run("run", "--source", "ticks.csv", in: folder).errors == "ticks.csv is read as csv.\n")
    try folder.file("odd.csv", #"{"symbol":"AAPL","price":1}"#)
    #expect(try Command.run("run", "--source", "odd.csv", in: folder).errors == "odd.csv is read as jsonl.\n")
    #expect(try Command.run("run", "--source", "odd.csv", "--quiet", in: folder).errors == "")
  }

  @Test func `ticks of a pipe are shown as they come`() throws {
    let pipe = Pipe()
    let running = try RunningProcess(Command.path, ["run", "--source", "csv:-"], pipe: pipe, in: folder)
    let writer = pipe.fileHandleForWriting
    try writer.write(contentsOf: Data("symbol,price\nAAPL,210\n".utf8))
    try running.waitForOutput("[WATCHING] AAPL @ $210.00\n")
    try writer.write(contentsOf: Data("AAPL,149\nAAPL,1".utf8))
    try running.waitForOutput("[SIGNAL] Entry at $149.00")
    try writer.write(contentsOf: Data("50.5\n".utf8))
    try running.waitForOutput("[ACTIVE]   AAPL @ $150.50 | PnL: $+1.50\n")
    try writer.close()
    #expect(try running.outcome().lines.contains("[BRIDGE] Pipeline complete. Processed 3 AAPL ticks."))
  }

  @Test func `no more of a pipe is waited for than was asked for`() throws {
    let pipe = Pipe()
    let running = try RunningProcess(
      Command.path, ["run", "--source", "csv:-", "--ticks", "1"], pipe: pipe, in: folder)
    try pipe.fileHandleForWriting.write(contentsOf: Data("symbol,price\nAAPL,210\n".utf8))
    let outcome = try running.outcome()
    try pipe.fileHandleForWriting.close()
    #expect(outcome.status == 0 && outcome.output.contains("Processed 1 AAPL tick."))
  }

  @Test func `a large packed file on standard input is read`() throws {
    var state: UInt64 = 1
    let rows = (0..<40_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return "A,\(state >> 32).\(state & 0xFFFF)"
    }
    try folder.file("big.csv", "symbol,price\n" + rows.joined(separator: "\n"))
    let line = "gzip -1 < big.csv > packed && \"$0\" run --source - --quiet --format json < packed"
    let outcome = try Command.shell(line, in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    #expect(try outcome.summary["ticks"] as? Int == rows.count)
    #expect(try Data(contentsOf: folder.url.appendingPathComponent("packed")).count > 300_000)
  }
}
