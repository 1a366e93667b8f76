import Foundation
import Testing

/// The example of Documentation/DirtyData.md, both its results.
@Suite struct DirtyDataTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `prints off the market earn what a collar shows to be nothing`() throws {
    try Outside.using {
      let spy = [
        "--source", "lean:" + (try Outside.realData("lean/spy/20131010_trade.zip")), "--entry", "166", "--exit", "168",
      ]
      let arguments = spy + ["--quiet", "--format", "json"]
      let believed = try Command.run(["run"] + arguments, in: folder).summary
      #expect(believed["ticks"] as? Int == 460_032 && believed["corrupt"] as? Int == 10)
      #expect(believed["exits"] as? Int == 17 && believed["pnl"] as? String == "53.78")
      let checked = try Command.run(["run"] + arguments + ["--collar", "0.5%"], in: folder).summary
      #expect(checked["ticks"] as? Int == 460_032 && checked["corrupt"] as? Int == 33)
      #expect(checked["entries"] as? Int == 0 && checked["pnl"] as? String == "0.00")
    }
  }

  @Test(arguments: ["lean:lean/ibm/*_trade.zip", "lobster:lobster", "binance:binance/btcusdt_20240808.gz"])
  func `the notional of real files is the oracle's, to the last digit`(spec: String) throws {
    try Outside.using {
      let script = try Outside.oracle("real.py")
      let kind = String(spec.prefix { $0 != ":" }), path = String(spec.drop { $0 != ":" }.dropFirst())
      let base = try Outside.realData("README.md").dropLast("README.md".count)
      let pattern = kind == "lobster" ? "\(base)lobster/*_message_*.csv" : base + path
      let files = try Command.shell("ls \(pattern)", in: folder).lines
      let expected = try #require(try Outside.python(script, [kind, "1", "2"] + files, in: folder).lines.last?.json)
      let outcome = try Command.run(["sources", "\(kind):\(base)\(path)", "--format", "json", "--quiet"], in: folder)
      let found = try outcome.summary
      // Python keeps the zeros at the end; two decimals are the least that is written here.
      let notional = try #require(expected["notional"] as? String)
      let shortest = notional.replacing(/(\.[0-9]{2}[0-9]*?)0+$/) { "\($0.output.1)" }
      #expect(found["notional"] as? String == shortest)
      #expect((found["trades"] as? Int ?? 0) + (found["corrupt"] as? Int ?? 0) == expected["ticks"] as? Int)
      if kind == "binance" {
        let latency = found["latency"] as? [String: Int]
        #expect(latency?["negative"] == latency?["count"] && latency?["max"] ?? 0 < 0)
      }
    }
  }
}
