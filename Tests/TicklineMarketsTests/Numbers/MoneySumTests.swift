import Testing
import TicklineMarkets

@Suite struct MoneySumTests {
  @Test func `a sum that fits money is written as money is`() {
    var sum = MoneySum()
    #expect(sum.description == "0.00" && sum.money == .zero)
    sum.add(Price(166.25) * Quantity(100))
    sum.add(Money(attos: -1))
    #expect(sum.description == "16624.999999999999999999")
    #expect(sum.money == Money(attos: 16_624_999_999_999_999_999_999))
  }

  @Test func `a sum beyond money is exact, too`() {
    var sum = MoneySum()
    for _ in 0..<4 { sum.add(Money(attos: .max)) }
    // 4 * (2^127 - 1) = 680564733841876926926749214863536422908
    #expect(sum.description == "680564733841876926926.749214863536422908" && sum.money == nil)
    for _ in 0..<8 { sum.add(Money(attos: .min)) }
    // That, less 8 * 2^127 = 1361129467683753853853498429727072845824
    #expect(sum.description == "-680564733841876926926.749214863536422916")
    for _ in 0..<4 { sum.add(Money(attos: .max)) }
    #expect(sum.money == Money(attos: -8))
  }

  @Test func `whole sums keep two decimals`() {
    var sum = MoneySum()
    for _ in 0..<1_000 { sum.add(Money(attos: 170_000_000_000_000_000_000 * Money.scale)) }
    #expect(sum.description == "170000000000000000000000.00")
  }

  @Test(arguments: seeds)
  func `sums of any amounts are those of long decimals`(seed: UInt64) {
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      var sum = MoneySum(), parts = MoneySum(), high = Int128(0), low = Int128(0)
      let unit: Int128 = 1_000_000_000_000_000_000
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        let attos = Int128(truncatingIfNeeded: UInt128.random(in: 0...(.max), using: &random))
        sum.add(Money(attos: attos))
        var part = MoneySum()
        part.add(Money(attos: attos))
        parts.add(part)
        // Quotient and remainder apart are small enough to be added up in 128 bits.
        high += attos / unit
        low += attos % unit
      }
      high += low / unit
      low %= unit
      if high > 0, low < 0 { (high, low) = (high - 1, low + unit) }
      if high < 0, low > 0 { (high, low) = (high + 1, low - unit) }
      let fraction = String(low.magnitude + UInt128(unit)).dropFirst()
      var text = "\(high < 0 || low < 0 ? "-" : "")\(high.magnitude).\(fraction)"
      while text.last == "0", text.split(separator: ".")[1].count > 2 { text.removeLast() }
      #expect(sum.description == text && parts == sum)
    }
  }
}
