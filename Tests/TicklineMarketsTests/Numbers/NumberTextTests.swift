import Testing
import TicklineMarkets

@Suite struct NumberTextTests {
  @Test(arguments: [
    (Price(149.20), "149.20"), (-171.03, "-171.03"), (61837.63, "61837.63"), (0.00009, "0.00009"), (100, "100.00"),
    (0, "0.00"), (-0.5, "-0.50"), (0.1234, "0.1234"), (Price(nanos: 1), "0.000000001"),
    (Price(nanos: .max), "9223372036.854775807"), (Price(nanos: .min), "-9223372036.854775808"),
  ])
  func `a price prints two decimals and more only where it has them`(price: Price, text: String) {
    #expect(price.description == text)
    #expect(written { price.write(into: &$0) } == text)
  }

  @Test(arguments: [
    (Quantity(100), "100"), (0.02, "0.02"), (0, "0"), (-3, "-3"), (-0.5, "-0.5"), (1_000_000, "1000000"),
  ])
  func `a quantity prints no decimals that it does not have`(quantity: Quantity, text: String) {
    #expect(quantity.description == text)
    #expect(written { quantity.write(into: &$0) } == text)
  }

  @Test(arguments: [
    (Money(attos: 106_255_718_712_160_000_000_000_000_000), "106255718712.16"), (0, "0.00"), (-3, "-3.00"),
    (Money(attos: 1), "0.000000000000000001"), (Money(attos: -10), "-0.00000000000000001"),
    (Money(attos: .max), "170141183460469231731.687303715884105727"),
    (Money(attos: .min), "-170141183460469231731.687303715884105728"),
    (Money(attos: 100_000_000_000_000_000_000_500_000_000_000_000_000), "100000000000000000000.50"),
  ])
  func `money prints like a price`(money: Money, text: String) {
    #expect(money.description == text)
    #expect(written { money.write(into: &$0) } == text)
  }

  @Test(arguments: [
    (0, "53.91"), (1, "53.91"), (2, "53.91"), (4, "53.9100"), (9, "53.910000000"), (12, "53.910000000000"),
  ])
  func `decimals are added as asked and never taken away`(count: Int, text: String) {
    let price: Price = 53.91
    #expect(price.text(minimumFractionDigits: count) == text)
    #expect((price * 1).text(minimumFractionDigits: count) == text)
    #expect(written { price.write(into: &$0, minimumFractionDigits: count) } == text)
    #expect(written { (price * 1).write(into: &$0, minimumFractionDigits: count) } == text)
  }

  @Test(arguments: [(Price(53.91), "+53.91"), (-3, "-3.00"), (0, "+0.00")])
  func `signed text always has a sign`(price: Price, text: String) {
    #expect(price.signedText() == text)
    #expect((price * 1).signedText() == text)
  }

  @Test func `a signed quantity has no decimals it does not need`() {
    #expect(Quantity(7).signedText() == "+7")
    #expect(Quantity(-0.5).signedText() == "-0.5")
    #expect(Quantity(7).signedText(minimumFractionDigits: 1) == "+7.0")
  }

  @Test func `writing adds to what is there`() {
    var buffer = Array("p=".utf8)
    Price(1.5).write(into: &buffer)
    #expect(String(decoding: buffer, as: UTF8.self) == "p=1.50")
  }

  @Test(arguments: seeds)
  func `printing agrees with moving characters about`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_000 {
      let units = random.integer()
      let wide = Int128(units) * Int128(random.integer())
      #expect(Price(nanos: units).description == plainDecimal(Int128(units), scale: 9, minimumFractionDigits: 2))
      #expect(Quantity(nanos: units).description == plainDecimal(Int128(units), scale: 9, minimumFractionDigits: 0))
      #expect(Money(attos: wide).description == plainDecimal(wide, scale: 18, minimumFractionDigits: 2))
    }
  }

  @Test(arguments: seeds)
  func `what is printed is read back as it was`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_000 {
      let price = Price(nanos: max(random.integer(), -.max))
      let quantity = Quantity(nanos: price.nanos)
      #expect(Price(price.description) == price)
      #expect(Quantity(quantity.description) == quantity)
    }
  }

  @Test func `a text that is no number makes no price`() {
    #expect(Price("") == nil)
    #expect(Price("12O.5") == nil)
    #expect(Quantity("0.0000000001") == nil)
    #expect(Price("1.5e2") == 150)
  }

  @Test func `parsing names the fault, or rounds it away`() throws {
    let bytes = Array("0.0000000015".utf8)
    #expect(throws: NumberFault.tooFine) { try Price(parsing: bytes.span) }
    #expect(throws: NumberFault.tooFine) { try Quantity(parsing: bytes.span) }
    #expect(try Price(parsing: bytes.span, roundingExcessDigits: true) == Price(nanos: 2))
    #expect(try Quantity(parsing: bytes.span, roundingExcessDigits: true) == Quantity(nanos: 2))
  }

  @Test(arguments: NumberFault.allCases)
  func `every number fault is a sentence`(fault: NumberFault) {
    #expect(fault.description.hasSuffix("."))
    #expect(fault.description.contains(" "))
  }
}
