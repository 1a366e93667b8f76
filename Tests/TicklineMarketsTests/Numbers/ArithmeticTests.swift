import Testing
import TicklineMarkets

@Suite struct ArithmeticTests {
  @Test func `a price keeps nine decimals`() {
    let price: Price = 0.123456789
    #expect(price.nanos == 123_456_789)
    #expect(price + 0.000000001 == 0.12345679)
    #expect(price - 0.123456789 == .zero)
  }

  @Test func `sums of tenths are exact`() {
    let sum = (0..<10).reduce(Price.zero) { sum, _ in sum + 0.1 }
    #expect(sum == 1)
  }

  @Test func `a sign turns around and falls away`() {
    #expect(-Price(3) == Price(-3))
    #expect(Quantity(-2.5).magnitude == 2.5)
    #expect(Quantity(2.5).magnitude == 2.5)
    #expect(-Money(3) == Money(-3))
    #expect(Money(-3).magnitude == 3)
  }

  @Test func `numbers are ordered`() {
    #expect([Price(2), -1, 0, 1.5].sorted() == [-1, 0, 1.5, 2])
    #expect([Money(2), -1, 0].sorted() == [-1, 0, 2])
  }

  @Test func `a price times a quantity is exact money`() {
    #expect(Price(149.20) * Quantity(100) == Money(14_920))
    #expect((Price(nanos: 1) * Quantity(nanos: 1)).attos == 1)
    #expect((Price(nanos: .min) * Quantity(nanos: .min)).attos == Int128(1) << 126)
    #expect((Price(nanos: .max) * Quantity(nanos: .min)).attos == Int128(Int64.max) * Int128(Int64.min))
  }

  @Test(arguments: seeds)
  func `products are those of wide multiplication`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_000 {
      let (left, right) = (random.integer(), random.integer())
      let (high, low) = left.multipliedFullWidth(by: right)
      #expect((Price(nanos: left) * Quantity(nanos: right)).attos == Int128(high) << 64 | Int128(low))
    }
  }

  @Test func `money adds up in place and by the multiplier`() {
    var money: Money = 10
    money += 5
    money -= Price(0.5) * 2
    #expect(money == 14)
    #expect(money * 50 == 700)
    #expect(money * -1 == -14)
  }

  @Test(arguments: [
    (Price(149.20), Int64(149_200_000_000)), (2_000_000.123456789, 2_000_000_123_456_789),
    (106255718.12, 106_255_718_120_000_000), (-9007199.254740993, -9_007_199_254_740_993),
    (9223372036.85, 9_223_372_036_850_000_000), (0.0000000004, 0), (0.0000000006, 1), (-0.0000000006, -1),
    (1e9, 1_000_000_000_000_000_000),
  ])
  func `a literal is the decimal that was written`(price: Price, nanos: Int64) {
    #expect(price.nanos == nanos)
  }

  @Test(arguments: seeds)
  func `a literal of fifteen digits is what its text is`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_000 {
      let significand = random.integer() % 1_000_000_000_000_000
      let text = plainDecimal(
        Int128(significand), scale: Int.random(in: 6...9, using: &random), minimumFractionDigits: 1)
      #expect(Price(floatLiteral: try #require(Double(text))) == Price(text), "\(text)")
    }
  }
}
