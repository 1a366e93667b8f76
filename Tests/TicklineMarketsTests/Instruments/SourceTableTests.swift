import Testing
import TicklineMarkets

@Suite struct SourceTableTests {
  private let table = SourceTable()

  @Test(arguments: [
    ("ticks.csv", SourceDescription.Unit.line, Int64(41), "ticks.csv:41"),
    ("dump.bin", .offset, 1_024, "dump.bin@1024"),
    ("sim", .sequence, 7, "sim#7"), ("trades", .key, 9, "trades#9"), ("trades", .key, -1, "trades#-1"),
  ])
  func `a place is named as its source counts`(
    name: String, unit: SourceDescription.Unit, position: Int64, text: String
  ) {
    let source = table.add(name: name, unit: unit)
    #expect(table.text(of: Place(source: source, position: position)) == text)
  }

  @Test func `sources are numbered in the order they were added`() {
    #expect(table.add(name: "a", unit: .line) == SourceID(index: 0))
    #expect(table.add(name: "a", unit: .key) == SourceID(index: 1))
    #expect(table.count == 2)
    #expect(table[SourceID(index: 1)] == SourceDescription(name: "a", unit: .key))
  }

  @Test func `a place in no source is refused`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SourceTable().text(of: Place(source: SourceID(index: 0), position: 1))
    }
    #expect(exit.says("A source was asked for by an id of no source."))
  }

  @Test func `there are at most 65536 sources`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let table = SourceTable()
      for _ in 0...65_536 { _ = table.add(name: "", unit: .line) }
    }
    #expect(exit.says("A run has at most 65536 sources."))
  }
}
