import Foundation
import Testing

@Suite struct SeveralSourcesTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func rows(_ seconds: [Int], _ symbol: String) -> String {
    "time,symbol,price\n" + seconds.map { "\(1_700_000_000 + $0),\(symbol),\(100 + $0)\n" }.joined()
  }

  /// The ticks of a run, in their order: symbol and second.
  private func ticks(_ arguments: String...) throws -> [String] {
    let outcome = try Command.run(["run", "--format", "json"] + arguments, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.objects.compactMap { object in
      guard object?["event"] as? String == "trade", let symbol = object?["symbol"] as? String else { return nil }
      return "\(symbol)\(Int(Double(object?["price"] as? String ?? "") ?? 0) - 100)"
    }
  }

  @Test func `sources are merged by time, and the summary names them all`() throws {
    try folder.file("a.csv", rows([1, 3, 3, 9], "A"))
    try folder.file("b.csv", rows([2, 3, 4], "B"))
    #expect(try ticks("--source", "a.csv", "--source", "csv:b.csv") == ["A1", "B2", "A3", "A3", "B3", "B4", "A9"])
    let outcome = try Command.run(
      "run", "--source", "b.csv", "--source", "csv:a.csv", "--quiet", "--format", "json", in: folder)
    #expect(try outcome.summary["source"] as? [String] == ["b.csv", "csv:a.csv"])
  }

  @Test func `a folder and a pattern are their files in the order of names`() throws {
    try FileManager.default.createDirectory(atPath: folder.path("days"), withIntermediateDirectories: false)
    for (name, second) in [("02.csv", 2), ("01.csv", 1), ("03.txt", 3)] {
      try folder.file("days/\(name)", rows([second], "A"))
    }
    #expect(try ticks("--source", "csv:days") == ["A1", "A2", "A3"])
    #expect(try ticks("--source", "days/*.csv") == ["A1", "A2"])
    let outcome = try Command.run("run", "--source", "csv:days/*.dat", in: folder)
    #expect(outcome.status == 66 && outcome.errors.contains("No file matches days/*.dat"))
  }

  @Test func `no file that is read is written over, whichever of them it is`() throws {
    try folder.file("a.csv", rows([1], "A"))
    try folder.file("b.csv", rows([2], "A"))
    let audit = try Command.run("run", "--source", "a.csv", "--source", "[ab].csv", "--audit", "b.csv", in: folder)
    #expect(audit.status == 64 && folder.text("b.csv") == rows([2], "A"))
    let output = try Command.shell(#""$0" run --source a.csv --source b.csv >> b.csv"#, in: folder)
    #expect(output.status == 64 && output.errors.contains("b.csv"))
  }

  @Test func `a slice has its start and not its end`() throws {
    try folder.file("a.csv", rows([1, 2, 3, 4, 5], "A"))
    #expect(try ticks("--source", "a.csv", "--from", "1700000002", "--to", "2023-11-14T22:13:24") == ["A2", "A3"])
  }

  @Test func `a replay takes the time that the data took, and Ctrl-C ends its wait`() throws {
    try folder.file("a.csv", rows([0, 1, 2], "A"))
    let start = ContinuousClock().now
    #expect(try ticks("--source", "a.csv", "--speed", "4x") == ["A0", "A1", "A2"])
    #expect(start.duration(to: .now) >= .milliseconds(500))
    try folder.file("slow.csv", rows([0, 50], "A"))
    let outcome = try Command.shell(
      #""$0" run --source slow.csv --speed 1x --quiet & p=$!; sleep 4; kill -INT $p; wait $p"#, in: folder)
    #expect(outcome.status == 130 && outcome.output.contains("Processed 1 A tick"))
    #expect(start.duration(to: .now) < .seconds(40))
  }

  @Test func `dirty data is caught by the checks that are asked for, each by its name`() throws {
    try folder.file(
      "dirty.csv",
      """
      time,symbol,price
      1700000001,A,100
      1700000002,A,100.5
      1700000003,A,90
      1700000003,B,7
      1699999990,C,7
      1700000004,A,100
      """)
    func reasons(_ options: String...) throws -> [String] {
      let outcome = try Command.run(["run", "--source", "dirty.csv", "--format", "json"] + options, in: folder)
      return outcome.objects.compactMap { $0?["reason"] as? String }
    }
    #expect(try reasons() == [])
    #expect(try reasons("--collar", "1%") == ["outsideCollar"])
    #expect(try reasons("--collar", "1", "--stale", "10s") == ["outsideCollar", "stale"])
    #expect(try reasons("--stale", "500ms", "--duplicates", "refuse", "--skip-conditions", "3,0x40") == ["stale"])
  }
}
