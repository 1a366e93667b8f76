import Testing
import TicklineMarkets

@Suite struct InstrumentTableMisuseTests {
  @Test func `an id of no instrument is refused`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = InstrumentTable()[.none]
    }
    #expect(exit.says("An instrument was asked for by an id of no instrument."))
  }

  @Test func `an id of no instrument can't be set`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      InstrumentTable()[InstrumentID(index: 0)] = Instrument(symbol: "A")
    }
    #expect(exit.says("An instrument was set by an id of no instrument."))
  }

  @Test func `an instrument can't change its symbol`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let table = InstrumentTable()
      table[table.id(of: "A")] = Instrument(symbol: "B")
    }
    #expect(exit.says("An instrument was replaced by one with another symbol."))
  }

  @Test func `bytes beyond the length of a packed symbol are refused`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = InstrumentTable().id(packed: 0x4241, length: 1)
    }
    #expect(exit.says("A packed symbol has bytes beyond its length."))
  }

  @Test func `nine bytes can't be packed`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let bytes = [UInt8](repeating: 0x41, count: 9)
      _ = InstrumentTable.pack(bytes.span)
    }
    #expect(exit.says("A symbol of more than eight bytes was to be packed into eight."))
  }
}
