import Foundation
import Testing

/// `tickline convert`: what goes into a store comes out of it.
@Suite struct ConvertTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// The trades of a source, as lines of JSON without what differs between sources.
  private func trades(_ source: String) throws -> [String] {
    let outcome = try Command.run(
      "run", "--source", source, "--format", "json", "--entry", "0.01", "--exit", "1000000", in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.lines.filter { $0.hasPrefix(#"{"event":"trade""#) }.map {
      $0.replacing(/,"state":"[A-Z]+"/, with: "")
    }
  }

  @discardableResult
  private func convert(_ source: String, _ target: String, _ options: String...) throws -> Outcome {
    let outcome = try Command.run(["convert", "--source", source, "--to", target] + options, in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome
  }

  /// Ticks with numbers of every length, times before and after those of 19 digits, odd symbols, and corrupt rows.
  private func oddTicks() throws -> String {
    var text = Ticks.header
    let symbols = ["AAPL", "BRK.B", "\"A,B\"", #"a\b"#, "ÜBER", "ALONGSYMBOLINDEED", "\"q\"\"q\""]
    let prices = ["149.20", "0.000000001", "9000000000", "61837.63000000", "1e2", "7", "123456789.123456789"]
    for row in 0..<700 {
      let time = row < 10 ? "199\(row)-01-02T03:04:05.000000001Z" : "\(1_700_000_000_000_000_000 + row)"
      text += "\(time),\(symbols[row % 7]),\(prices[row / 7 % 7]),\(prices[row / 3 % 7])\n"
      if row % 100 == 50 { text += "\(1_700_000_000_000_000_000 + row),AAPL,-5,1\nrubbish\n" }
    }
    return try folder.file("odd.csv", text)
  }

  @Test func `odd ticks go through every store and back to the last digit`() throws {
    try Outside.using {
      let server = try PostgreSQLServer()
      let path = try oddTicks()
      let expected = try trades(path)
      #expect(expected.count == 700)
      let chain = [
        "csv:a.csv", "jsonl:b.jsonl", "sqlite:c.db", server.address(), "sqlite:c.db?table=again", "csv:z.csv",
      ]
      var source = "csv:\(path)"
      for target in chain {
        try convert(source, target)
        #expect(try trades(target) == expected, "\(target)")
        source = target
      }
      #expect(folder.text("a.csv") == folder.text("z.csv"))
    }
  }

  @Test func `corrupt rows are counted, and kept where they are asked for`() throws {
    let path = try oddTicks()
    let outcome = try convert("csv:\(path)", "csv:a.csv", "--rejects", "bad.jsonl")
    #expect(outcome.output == "700 rows written to csv:a.csv; 14 corrupt, in bad.jsonl.\n")
    let rejects = (folder.text("bad.jsonl") ?? "").lines.map { $0.json?["reason"] as? String }
    #expect(rejects.count == 14 && rejects.prefix(2) == ["negativePrice", "fieldCount"])
    #expect(try convert("csv:\(path)", "jsonl:b.jsonl").output.contains("14 corrupt, left out; --rejects keeps them"))
  }

  @Test(arguments: [
    ("csv:a.csv", "a.csv"), ("csv:a.csv", "./a.csv"), ("csv:a.csv", "a.csv.position"), ("jsonl:a.jsonl", "a.jsonl"),
    ("jsonl:./a.jsonl", "a.jsonl.position"), ("sqlite:a.db", "a.db"), ("sqlite:a.db?table=t", "a.db-journal"),
  ])
  func `a store's own file is no place for corrupt rows, there already or not`(target: String, rejects: String) throws {
    let path = try oddTicks()
    let arguments = ["convert", "--source", "csv:\(path)", "--to", target, "--rejects", rejects]
    func refuse() throws {
      let outcome = try Command.run(arguments, in: folder)
      #expect(outcome.status == 64, "\(outcome.errors)")
      #expect(outcome.errors.contains("--rejects \(rejects) is the store that is written; give it a name of its own."))
    }
    try refuse()
    #expect(["a.csv", "a.jsonl", "a.db", "a.csv.position", "a.jsonl.position"].allSatisfy { !folder.has($0) })
    try convert("csv:\(path)", target)
    try refuse()
    #expect(try trades(target) == trades(path))
  }

  @Test(arguments: ["csv:a.csv", "sqlite:a.db"])
  func `corrupt rows that were counted before there was a file for them are not said to be in it`(target: String) throws
  {
    let path = try oddTicks()
    try convert("csv:\(path)", target)
    let outcome = try Command.run(
      ["convert", "--source", "csv:\(path)", "--to", target, "--rejects", "bad.jsonl"], in: folder)
    #expect(outcome.status == 73 && outcome.output == "", "\(outcome.errors)")
    #expect(outcome.errors.contains("\(target) was begun without --rejects; 14 corrupt rows would be missing"))
    #expect(!folder.has("bad.jsonl"))
    #expect(try convert("csv:\(path)", target).output.hasPrefix("0 rows written"))
  }

  @Test func `a file for corrupt rows may come later where there were none before`() throws {
    let path = try folder.file("ticks.csv", Ticks.csv(10))
    try convert(path, "csv:a.csv")
    try folder.file("ticks.csv", Ticks.csv(10) + "rubbish\n")
    let outcome = try convert(path, "csv:a.csv", "--rejects", "bad.jsonl")
    #expect(outcome.output.contains("1 corrupt, in bad.jsonl"), "\(outcome.output)")
    #expect(folder.text("bad.jsonl")?.lines.count == 1)
  }

  @Test func `a link to a store is no place for corrupt rows`() throws {
    let path = try oddTicks()
    try convert("csv:\(path)", "csv:a.csv")
    let before = folder.text("a.csv")
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: folder.path("a.csv"))
    let outcome = try Command.run(
      ["convert", "--source", "csv:\(path)", "--to", "csv:a.csv", "--rejects", "link"], in: folder)
    #expect(outcome.status == 64 && outcome.errors.contains("is the store that is written"), "\(outcome.errors)")
    #expect(folder.text("a.csv") == before)
  }

  @Test(arguments: [("plain/ibm.csv", "179.5", "180"), ("plain/btcusdt.jsonl", "61750", "61800")])
  func `recordings give the file's answers from every store`(file: String, entry: String, exit: String) throws {
    try Outside.using {
      let path = try Outside.realData(file)
      let server = try PostgreSQLServer()
      func answer(_ source: String) throws -> String {
        let options = ["--entry", entry, "--exit", exit, "--quiet", "--format", "json"]
        let outcome = try Command.run(["run", "--source", source] + options, in: folder)
        return outcome.output.withoutSeconds.replacing(/"source":\[[^\]]*\],/, with: "")
      }
      let expected = try answer(path)
      for target in ["csv:a.csv", "jsonl:a.jsonl", "sqlite:a.db", server.address()] {
        try convert(path, target)
        #expect(try answer(target) == expected, "\(target)")
      }
    }
  }

  @Test func `a span of time is what is written of a source, and part of its name`() throws {
    let rows = (1...6).map { "2024-02-29T00:00:0\($0)Z,A,\($0)\n" }
    let path = try folder.file("ticks.csv", "time,symbol,price\n" + rows.joined())
    let span = ["--from", "2024-02-29T00:00:02", "--until", "2024-02-29T00:00:04"]
    let outcome = try Command.run(["convert", "--source", path, "--to", "csv:a.csv"] + span, in: folder)
    #expect(outcome.output == "2 rows written to csv:a.csv.\n")
    #expect(try trades("csv:a.csv").map { $0.json?["price"] as? String } == ["2.00", "3.00"])
    let other = try Command.run("convert", "--source", path, "--to", "csv:a.csv", in: folder)
    #expect(other.status == 73 && other.errors.contains("was written from"), "\(other.errors)")
  }

  @Test func `a source without times keeps none`() throws {
    let path = try folder.file("ticks.csv", "symbol,price\nA,1\nB,2\n")
    for target in ["csv:a.csv", "jsonl:a.jsonl", "sqlite:a.db"] {
      try convert(path, target)
      #expect(try trades(target) == trades(path), "\(target)")
    }
    #expect(folder.text("a.csv") == "symbol,price,volume\nA,1.00,1\nB,2.00,1\n")
  }

  @Test func `a source that has grown adds its new rows`() throws {
    let path = try folder.file("ticks.csv", Ticks.csv(1_000))
    for target in ["csv:a.csv", "jsonl:a.jsonl", "sqlite:a.db"] {
      try folder.file("ticks.csv", Ticks.csv(1_000))
      try convert(path, target)
      #expect(try convert(path, target).output.hasPrefix("0 rows written"))
      try folder.file("ticks.csv", Ticks.csv(1_500))
      #expect(try convert(path, target).output == "500 rows written to \(target); 1500 in all.\n")
      #expect(try trades(target) == trades(path), "\(target)")
    }
  }

  /// The row of ``Ticks`` that is replaced, one in the middle of those that a store has.
  private static let middleRow = "1700000000000000500,AAPL,150.25,6\n"

  @Test(
    arguments: ["csv:a.csv", "jsonl:a.jsonl", "sqlite:a.db"],
    [
      "1700000000000000500,AAPL,150.26,6\n", "1700000000000000500,AAPL,150.25,7\n",
      "1700000000000000500,AAPM,150.25,6\n", "1700000000000000499,AAPL,150.25,6\n",
      "1700000000000000500,AAPL,x,6\n",
    ])
  func `a source with another row at the same place is not mixed into the store`(target: String, row: String) throws {
    let path = try folder.file("ticks.csv", Ticks.csv(1_000))
    try convert(path, target)
    let before = try trades(target)
    let changed = Ticks.csv(1_500).replacing(Self.middleRow, with: row)
    try #require(changed != Ticks.csv(1_500))
    try folder.file("ticks.csv", changed)
    let outcome = try Command.run("convert", "--source", path, "--to", target, in: folder)
    #expect(outcome.status == 73 && outcome.errors.contains("which has changed"), "\(outcome.errors)")
    #expect(try trades(target) == before)
  }

  /// Takes the digest out of a store: it is as an earlier version made it. Then the store must go on, and have one again.
  private func goOn(_ target: String, withoutDigest remove: () throws -> Void) throws {
    let path = try folder.file("ticks.csv", Ticks.csv(1_000))
    try convert(path, target)
    try remove()
    try folder.file("ticks.csv", Ticks.csv(1_500))
    #expect(try convert(path, target).output.hasPrefix("500 rows written"))
    let changed = Ticks.csv(1_500).replacing(Self.middleRow, with: "1700000000000000500,AAPL,1,6\n")
    try folder.file("ticks.csv", changed)
    let outcome = try Command.run("convert", "--source", path, "--to", target, in: folder)
    #expect(outcome.status == 73 && outcome.errors.contains("which has changed"), "\(outcome.errors)")
  }

  @Test func `files of an earlier version, without a digest, go on and have one then`() throws {
    try goOn("csv:a.csv") {
      let lines = try #require(folder.text("a.csv.position")).lines
      let kept = lines.filter { !$0.hasPrefix("digest=") }
      try #require(kept.count == lines.count - 1)
      try folder.file("a.csv.position", kept.map { "\($0)\n" }.joined())
    }
  }

  @Test func `tables of an earlier version, without a digest, go on and have one then`() throws {
    try Outside.using {
      let program = try Outside.program("sqlite3", in: folder)
      let change = "ALTER TABLE tickline_positions DROP COLUMN digest"
      try goOn("sqlite:a.db") {
        let outcome = try RunningProcess(program, ["a.db", change], in: folder).outcome()
        try #require(outcome.status == 0, "\(outcome.errors)")
      }
      let server = try PostgreSQLServer()
      try goOn(server.address()) { _ = try server.ask(change, in: folder) }
    }
  }

  @Test func `what is there already is not written over`() throws {
    let path = try folder.file("ticks.csv", Ticks.csv(10))
    let other = try folder.file("other.csv", Ticks.csv(10))
    for target in ["csv:other.csv", "jsonl:other.csv"] {
      let outcome = try Command.run("convert", "--source", path, "--to", target, in: folder)
      #expect(outcome.status == 73 && outcome.errors.contains("is there already"), "\(outcome.errors)")
    }
    #expect(folder.text("other.csv") == Ticks.csv(10))
    for target in ["csv:a.csv", "sqlite:a.db"] {
      try convert(path, target)
      let outcome = try Command.run("convert", "--source", other, "--to", target, in: folder)
      #expect(outcome.status == 73 && outcome.errors.contains("was written from"), "\(outcome.errors)")
    }
    try folder.file("ticks.csv", Ticks.csv(5))
    let shrunk = try Command.run("convert", "--source", path, "--to", "csv:a.csv", in: folder)
    #expect(shrunk.status == 73 && shrunk.errors.contains("it has changed"), "\(shrunk.errors)")
  }

  @Test func `a database is not written while it is read, under whatever name`() throws {
    try convert(try folder.file("ticks.csv", Ticks.csv(10)), "sqlite:a.db")
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.db"), withDestinationPath: folder.path("a.db"))
    for target in ["sqlite:a.db?table=copy", "sqlite:link.db?table=copy"] {
      let outcome = try Command.run("convert", "--source", "sqlite:a.db?table=trades", "--to", target, in: folder)
      #expect(outcome.status == 64 && outcome.errors.lines.count == 1, "\(outcome.errors)")
      #expect(outcome.errors.contains("is the file that is read; write into another"), "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    (["--source", "ticks.csv", "--to", "csv:-"], Int32(64), "name a file"),
    (["--source", "ticks.csv", "--to", "x.csv"], 64, "is no store"),
    (["--source", "sim", "--to", "csv:a.csv"], 64, "--seed"),
    (["--source", "ticks.csv", "--to", "csv:a.csv", "--from", "2024", "--until", "x"], 64, "--from"),
    (["--source", "ticks.csv", "--to", "csv:a.csv", "--from", "2024-02-29", "--until", "2024-02-28"], 64, "--until"),
    (["--source", "ticks.csv", "--to", "csv:nowhere/a.csv"], 73, "no such folder"),
    (["--source", "nowhere.csv", "--to", "csv:a.csv"], 66, "no such file"),
    (["--source", "ticks.csv", "--to", "sqlite:ticks.csv"], 64, "--to sqlite:ticks.csv is the file that is read"),
    (["--source", "ticks.csv", "--to", "csv:./ticks.csv"], 64, "is the file that is read"),
    (["--source", "ticks.csv", "--to", "sqlite:other.csv"], 73, "can't be written"),
    (["--source", "ticks.csv", "--to", "postgres://x@127.0.0.1:1/x"], 69, "can't be reached"),
    (["--source", "ticks.csv", "--to", "csv:a.csv", "--batch", "0"], 64, "no number of rows"),
  ])
  func `what can't be done is said in a sentence`(arguments: [String], status: Int32, text: String) throws {
    for file in ["ticks.csv", "other.csv"] { try folder.file(file, Ticks.csv(10)) }
    let outcome = try Command.run(["convert"] + arguments, in: folder)
    #expect(outcome.status == status && outcome.errors.contains(text) && outcome.output == "", "\(outcome.errors)")
    #expect(outcome.errors.lines.count == 1)
    #expect(folder.text("ticks.csv") == Ticks.csv(10))
  }

  @Test func `an interruption keeps what was read, and the same command goes on`() throws {
    let pipe = Pipe()
    let running = try RunningProcess(
      Command.path, ["convert", "--source", "csv:-", "--to", "csv:a.csv", "--quiet"], pipe: pipe, in: folder)
    try pipe.fileHandleForWriting.write(contentsOf: Data(Ticks.csv(2_000).utf8))
    let isThere = running.waited { FileManager.default.fileExists(atPath: folder.path("a.csv")) }
    #expect(isThere)
    Thread.sleep(forTimeInterval: 0.3)
    running.signal(SIGINT)
    let outcome = try running.outcome()
    #expect(outcome.status == 130 && outcome.errors.contains("the same command goes on there"), "\(outcome.errors)")
    #expect((folder.text("a.csv") ?? "").lines.count > 1)
    let again = try Command.run(
      ["convert", "--source", "csv:-", "--to", "csv:a.csv", "--quiet"], input: Ticks.csv(3_000), in: folder)
    #expect(again.status == 0, "\(again.errors)")
    #expect(folder.text("a.csv") == Ticks.csv(3_000))
  }

  @Test func `a long conversion shows rows, rate and the time left on a terminal`() throws {
    try Outside.using {
      _ = try Outside.program("script", in: folder)
      try folder.file("ticks.csv", Ticks.csv(400_000))
      let line = #""$TICKLINE" convert --source csv:ticks.csv --to csv:a.csv --batch 100 >out"#
      let outcome = try RunningProcess(
        "/bin/sh", ["-c", #"export TICKLINE="$0"; script -qec '\#(line)' typescript"#, Command.path], in: folder
      ).outcome()
      #expect(outcome.output.contains(/\r\u{1B}\[K[0-9]+ rows, [0-9]+ a second, about [0-9]+ (s|min|h) left/))
      #expect(folder.text("out") == "400000 rows written to csv:a.csv.\n")
    }
  }
}
