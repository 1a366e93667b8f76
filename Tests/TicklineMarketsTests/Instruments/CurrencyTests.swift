import Testing
import TicklineMarkets

@Suite struct CurrencyTests {
  @Test(arguments: ["USD", "EUR", "USDT", "GBp", "abcdefgh"])
  func `a code of three to eight letters is a currency`(code: String) {
    #expect(Currency(code)?.description == code)
  }

  @Test(arguments: ["", "US", "ABCDEFGHI", "U5D", "US ", "ÜSD", "US\u{0}"])
  func `anything else is none`(code: String) {
    #expect(Currency(code) == nil)
  }

  @Test func `currencies are ordered by their letters`() throws {
    let codes = ["USDT", "USD", "EUR", "GBp", "GBP", "USDC"]
    #expect(codes.compactMap { Currency($0) }.sorted().map(\.description) == codes.sorted())
  }

  @Test func `the case of a letter tells pence from pounds`() {
    #expect(Currency("GBp") != Currency("GBP"))
    #expect(Currency("USD") == .usd)
  }
}
