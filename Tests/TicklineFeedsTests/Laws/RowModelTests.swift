import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct RowModelTests {
  @Test(arguments: SplitMix64.seeds)
  func `random rows mean what an independent model says`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<3_000).map { _ in RandomRow.fields(&random).joined(separator: ",") }
    let reading = try read(csv: "ts_ns,symbol,price,volume\n" + rows.joined(separator: "\n") + "\n")
    var model = RowModel()
    let expected = rows.enumerated().compactMap { model.line(of: $1, number: $0 + 2) }
    #expect(reading.lines.count == expected.count)
    for (line, expected) in zip(reading.lines, expected) { #expect(line == expected) }
  }

  @Test(arguments: SplitMix64.seeds)
  func `random fields in JSON mean what an independent model says`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = (0..<1_000).map { _ in RandomRow.fields(&random) }.filter { $0.count == 4 }
    let text = rows.map {
      "{\"price\":\"\($0[2])\",\"ts_ns\":\"\($0[0])\",\"volume\":\"\($0[3])\",\"symbol\":\"\($0[1])\"}"
    }
    let reading = try read(jsonLines: text.joined(separator: "\n"))
    var model = RowModel()
    let expected = rows.enumerated().compactMap { model.line(of: $1.joined(separator: ","), number: $0 + 1) }
    #expect(reading.lines.count == expected.count)
    for (line, expected) in zip(reading.lines, expected) { #expect(line == expected) }
  }

  @Test func `the model knows a wrong row`() {
    var model = RowModel()
    #expect(model.line(of: "1700000000,A,1.5,2", number: 2) == "2 A 1.50 x 2 at 1700000000000000000")
    #expect(model.line(of: "1700000000,A,-1e1,2", number: 3) == "3 A negativePrice(-1e1) at 1700000000000000000")
    #expect(model.line(of: "1700000000,A,1", number: 4) == "4 A fieldCount(1700000000,A,1)")
  }
}
