import Foundation
import Testing

@Suite struct JSONOutputTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let counts = ["ticks", "corrupt", "entries", "exits", "resets", "open"]

  private static func isDecimal(_ value: Any?) -> Bool {
    (value as? String)?.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
  }

  /// ISO 8601 with nanoseconds.
  private static func isTime(_ value: Any?) -> Bool {
    (value as? String)?.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{9}Z/) != nil
  }

  /// What is wrong with an event by the contracts; nil for nothing.
  private static func fault(_ event: [String: Any]) -> String? {
    guard isTime(event["time"]) else { return "time" }
    guard event["symbol"] as? String == "AAPL" else { return "symbol" }
    switch event["event"] as? String {
    case "trade":
      guard isDecimal(event["price"]), isDecimal(event["size"]) else { return "price or size" }
      return ["WATCHING", "ACTIVE"].contains(event["state"] as? String) ? nil : "state"
    case "corrupt":
      guard event["reason"] as? String == "negativePrice" else { return "reason" }
      guard (event["text"] as? String)?.hasPrefix("-") == true else { return "text" }
      return (event["place"] as? String)?.hasPrefix("sim#") == true ? nil : "place"
    case "signal":
      let isEntry = event["signal"] as? String == "entry"
      guard isEntry || event["signal"] as? String == "exit" else { return "signal" }
      guard isDecimal(event["price"]) else { return "price" }
      return (isEntry ? event["pnl"] is NSNull : isDecimal(event["pnl"])) ? nil : "pnl"
    default: return "event"
    }
  }

  @Test func `every line is an object with the fields of the contracts`() throws {
    let outcome = try Command.run("run", "--seed", "11", "--ticks", "400", "--format", "json", in: folder)
    let events = try outcome.objects.map { try #require($0) }
    #expect(Set(events.dropLast().compactMap { $0["event"] as? String }) == ["trade", "corrupt", "signal"])
    #expect(events.dropLast().compactMap { Self.fault($0) } == [])
    #expect(events.count { $0["event"] as? String == "summary" } == 1)
  }

  @Test(arguments: [[], ["--quiet"], ["--ticks", "0"], ["--symbols", "NONE"]])
  func `the summary comes last, always, with every field`(options: [String]) throws {
    let outcome = try Command.run(["run", "--seed", "11", "--format", "json"] + options, in: folder)
    let summary = try outcome.summary
    #expect(summary["event"] as? String == "summary")
    #expect(summary["source"] as? [String] == ["sim"])
    #expect((summary["symbols"] as? [String])?.count == 1)
    #expect(summary["seed"] as? Int == 11)
    #expect(summary["unattributed"] as? Int == 0)
    #expect(summary["halted"] as? [String] == [])
    #expect(summary["seconds"] is Double)
    let parts = try #require(summary["bySymbol"] as? [String: [String: Any]])
    for fields in [summary] + parts.values {
      #expect(Self.counts.allSatisfy { fields[$0] is Int } && Self.isDecimal(fields["pnl"]))
    }
  }

  @Test func `quiet leaves the summary alone in JSON, too`() throws {
    #expect(try Command.run("run", "--quiet", "--format", "json", in: folder).lines.count == 1)
  }

  @Test func `a summary of a file has no seed`() throws {
    try folder.file("t.csv", "symbol,price\nIBM,0.5\n")
    let outcome = try Command.run("run", "--source", "t.csv", "--format", "json", in: folder)
    #expect(try outcome.summary["seed"] is NSNull)
    #expect(outcome.objects.first??["price"] as? String == "0.50")
    #expect(outcome.objects.first??["time"] is NSNull)
  }

  @Test func `nothing is written where nothing could be read`() throws {
    let outcome = try Command.run("run", "--source", "none.csv", "--format", "json", in: folder)
    #expect(outcome.status == 66 && outcome.output == "")
  }
}
