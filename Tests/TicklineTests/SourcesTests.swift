import Foundation
import Testing

@Suite struct SourcesTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.file(
      "ticks.csv",
      """
      time,symbol,price,size
      1700000000,A,100.5,2
      1700000001,A,-3,1
      1700000003,B,7,3
      1700000002,A,101.25,1
      1700000001,A,101,1
      oops
      """)
  }

  private func objects(_ arguments: String...) throws -> [[String: Any]] {
    let outcome = try Command.run(["sources"] + arguments + ["--format", "json"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try outcome.objects.map { try #require($0) }
  }

  @Test func `each symbol and all together are described as JSON`() throws {
    let objects = try objects("csv:ticks.csv")
    #expect(objects.map { $0["event"] as? String } == ["symbol", "symbol", "summary"])
    let (a, all) = (objects[0], objects[2])
    #expect(a["symbol"] as? String == "A" && a["trades"] as? Int == 2 && a["corrupt"] as? Int == 2)
    #expect(a["reasons"] as? [String: Int] == ["negativePrice": 1, "timeWentBack": 1])
    #expect(a["first"] as? String == "2023-11-14T22:13:20.000000000Z")
    #expect(a["last"] as? String == "2023-11-14T22:13:22.000000000Z")
    #expect(a["low"] as? String == "100.50" && a["high"] as? String == "101.25")
    #expect(a["notional"] as? String == "302.25" && a["latency"] is NSNull)
    #expect(all["notional"] as? String == "323.25" && all["events"] as? Int == 6 && all["unattributed"] as? Int == 1)
    #expect(all["source"] as? [String] == ["csv:ticks.csv"] && all["symbols"] as? [String] == ["A", "B"])
  }

  @Test func `symbols, slices and checks are honoured`() throws {
    let one = try objects("ticks.csv", "--symbols", "B")
    #expect(one.count == 2 && one[1]["trades"] as? Int == 1)
    let slice = try objects("ticks.csv", "--from", "1700000002", "--to", "2023-11-14T22:13:23Z")
    #expect(slice.last?["trades"] as? Int == 1)
    // What the collar refuses moves no clock: the row after it is not late any more.
    let checked = try objects("ticks.csv", "--collar", "0.5%")
    #expect(checked[0]["reasons"] as? [String: Int] == ["negativePrice": 1, "outsideCollar": 1])
    try folder.file("odd.csv", "1700000000;9.5\n")
    #expect(try objects("odd.csv", "--columns", "time=1,price=2", "--symbols", "X")[0]["notional"] as? String == "9.50")
  }

  @Test func `a table for people has what there is, and nothing that there is not`() throws {
    let outcome = try Command.run("sources", "csv:ticks.csv", "--quiet", in: folder)
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(
      outcome.lines.prefix(4) == [
        "SYMBOL  TRADES  QUOTES  OTHERS  CORRUPT     LOW    HIGH  NOTIONAL",
        "A            2       0       0        2  100.50  101.25    302.25",
        "B            1       0       0        0    7.00    7.00     21.00",
        "all          3       0       0        3    7.00  101.25    323.25",
      ])
    #expect(outcome.lines.contains("no symbol  wrong number of fields             1"))
    #expect(!outcome.output.contains("GAPS") && !outcome.output.contains("LATENCY"))
  }

  @Test func `what can't be described has the exit codes of a run`() throws {
    for (arguments, status) in [
      (["none.csv"], 66), (["sim"], 64), ([], 64), (["ftp:x"], 64), (["-", "-"], 64),
      (["ticks.csv", "--columns", "price=none"], 65),
    ] {
      let outcome = try Command.run(["sources"] + arguments, in: folder)
      #expect(outcome.status == Int32(status) && outcome.output == "", "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.lines.count == 1)
    }
    try folder.file("unreadable.csv", "time,symbol,price\n\u{1},,\n,,\n")
    #expect(try Command.run("sources", "unreadable.csv", in: folder).status == 65)
    let absent = try Command.run("sources", "ticks.csv", "--symbols", "Z", "--quiet", in: folder)
    #expect(absent.status == 0 && absent.errors.contains("Z does not occur"))
  }

  @Test func `the notional is exact to the last digit, also beyond what an account can hold`() throws {
    var random = SystemRandomNumberGenerator()
    var rows = "symbol,price,size\n"
    for _ in 0..<400 {
      let price = UInt64.random(in: 1...9_223_372_036_854_775_807, using: &random)
      let size = UInt64.random(in: 1...9_223_372_036_854_775_807, using: &random)
      func text(_ nanos: UInt64) -> String {
        let digits = String(repeating: "0", count: 10) + String(nanos)
        return "\(digits.dropLast(9)).\(digits.suffix(9))"
      }
      rows += "A,\(text(price)),\(text(size))\n"
    }
    try folder.file("large.csv", rows)
    let script = try folder.file(
      "sum.py",
      """
      import csv, decimal
      decimal.getcontext().prec = 100
      print(sum(decimal.Decimal(r["price"]) * decimal.Decimal(r["size"]) for r in csv.DictReader(open("large.csv"))))
      """)
    try Outside.using {
      let expected = try Outside.python(script, [], in: folder).lines[0]
      let notional = try #require(try objects("large.csv")[0]["notional"] as? String)
      let trimmed = expected.replacing(/0+$/, with: "")
      #expect(notional == trimmed, "rows: \(rows)")
    }
  }

  @Test func `the notional of real files is the oracle's`() throws {
    try Outside.using {
      let path = try Outside.realData("plain/btcusdt.jsonl")
      let object = try objects("jsonl:\(path)")[0]
      #expect(object["notional"] as? String == "13084074.1123886" && object["trades"] as? Int == 9_757)
    }
  }

  @Test func `memory does not grow with the file`() throws {
    try folder.file("small.csv", Ticks.csv(20_000))
    try folder.file("large.csv", Ticks.csv(20_000) + String(repeating: Ticks.rows(20_000), count: 10))
    func peak(_ file: String) throws -> Int {
      let line =
        #""$0" sources \#(file) --quiet & p=$!; m=0; "#
        + #"while [ -r /proc/$p/status ]; do v=$(awk '/VmHWM/ { print $2 }' /proc/$p/status 2>/dev/null); "#
        + #"[ -n "$v" ] && m=$v; done; wait $p; echo "peak $m""#
      let lines = try Command.shell(line, in: folder).lines
      return Int(lines.last?.dropFirst(5) ?? "") ?? 0
    }
    try Outside.using {
      guard FileManager.default.isReadableFile(atPath: "/proc/self/status") else {
        throw Outside.Missing(reason: "there is no /proc.")
      }
      if isSanitized { throw Outside.Missing(reason: "a sanitizer keeps what was freed.") }
      let (small, large) = (try peak("small.csv"), try peak("large.csv"))
      #expect(small > 0 && large < small + 4_096, "\(small) and \(large) KiB")
    }
  }
}
