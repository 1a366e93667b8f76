import Testing
import TicklineMarkets

@Suite struct InstrumentTests {
  @Test func `an instrument has modest defaults`() {
    let instrument = Instrument(symbol: "AAPL")
    #expect(instrument.currency == .usd)
    #expect(instrument.multiplier == 1)
    #expect(instrument.priceStep == nil)
    #expect(instrument.lot == nil)
    #expect(instrument.timeZone == "UTC")
    #expect(!instrument.allowsNegativePrices)
  }

  @Test func `an instrument keeps what it is told`() {
    var instrument = Instrument(symbol: "ESZ5", multiplier: 50, priceStep: 0.25, timeZone: "America/Chicago")
    instrument.multiplier = 5
    instrument.priceStep = nil
    instrument.lot = 0.1
    #expect(instrument == Instrument(symbol: "ESZ5", multiplier: 5, lot: 0.1, timeZone: "America/Chicago"))
  }

  @Test func `an instrument can't begin with a multiplier of zero`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Instrument(symbol: "X", multiplier: 0)
    }
    #expect(exit.says("The multiplier, price step and lot of an instrument must be positive."))
  }

  @Test func `a price step can't become negative`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var instrument = Instrument(symbol: "X")
      instrument.priceStep = -0.01
    }
    #expect(exit.says("The multiplier, price step and lot of an instrument must be positive."))
  }

  @Test func `a lot can't become zero`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var instrument = Instrument(symbol: "X")
      instrument.lot = 0
    }
    #expect(exit.says("The multiplier, price step and lot of an instrument must be positive."))
  }
}
