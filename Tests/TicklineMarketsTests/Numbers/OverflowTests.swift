import Testing
import TicklineMarkets

@Suite struct OverflowTests {
  @Test func `a sum of prices that does not fit ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Price(nanos: .max) + Price(nanos: 1)
    }
    #expect(exit.says("The sum of two prices or quantities is beyond 9.2e9."))
  }

  @Test func `a difference of quantities that does not fit ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Quantity(nanos: .min) - Quantity(nanos: 1)
    }
    #expect(exit.says("The difference of two prices or quantities is beyond 9.2e9."))
  }

  @Test func `the least number of units has no magnitude`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Price(nanos: .min).magnitude
    }
    #expect(exit.says("The difference of two prices or quantities is beyond 9.2e9."))
  }

  @Test func `a whole literal that does not fit ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = 9_223_372_037 as Price
    }
    #expect(exit.says("A literal for a price or quantity is beyond 9.2e9."))
  }

  @Test func `a decimal literal that does not fit ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = 9.3e9 as Quantity
    }
    #expect(exit.says("A literal for a price or quantity is beyond 9.2e9 or no number."))
  }

  @Test func `a literal that is no number ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Price(floatLiteral: .nan)
    }
    #expect(exit.says("A literal for a price or quantity is beyond 9.2e9 or no number."))
  }

  @Test func `a sum of money that does not fit ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Money(attos: .max) + Money(attos: 1)
    }
    #expect(exit.says("The sum of two amounts of money is beyond 1.7e20."))
  }

  @Test func `a difference of money that does not fit ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = -Money(attos: .min)
    }
    #expect(exit.says("The difference of two amounts of money is beyond 1.7e20."))
  }

  @Test func `a product of money that does not fit ends the program`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Money(attos: .max) * 2
    }
    #expect(exit.says("The product of an amount of money and a whole number is beyond 1.7e20."))
  }

  @Test func `less than no decimals can't be asked for`() async throws {
    let exit = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Price(1).text(minimumFractionDigits: -1)
    }
    #expect(exit.says("The least number of decimals is negative."))
  }
}
