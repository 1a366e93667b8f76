import Testing
import TicklineMarkets

@Suite struct DecimalTextPropertyTests {
  @Test(arguments: seeds)
  func `reading agrees with the schoolbook`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let whole = digits(count: 0...12, &random)
      let fraction = digits(count: (whole.isEmpty ? 1 : 0)...14, &random)
      let exponent = Bool.random(using: &random) ? Int.random(in: -14...14, using: &random) : 0
      let isNegative = Bool.random(using: &random)
      let text =
        (isNegative ? "-" : "") + whole.map(String.init).joined() + (fraction.isEmpty ? "" : ".")
        + fraction.map(String.init).joined() + (exponent == 0 ? "" : "e\(exponent)")
      let expected = LongDecimal(isNegative: isNegative, whole: whole, fraction: fraction, exponent: exponent)
      #expect(decimal(text) == expected.nanos(rounding: false), "\(text)")
      #expect(decimal(text, rounding: true) == expected.nanos(rounding: true), "\(text)")
    }
  }

  @Test(arguments: seeds)
  func `halves are met often and rounded as the schoolbook rounds them`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<1_000 {
      let whole = digits(count: 1...3, &random)
      let tail = [[5], [5, 0, 0], [5, 0, 1], [4, 9, 9], [0, 0], [0, 1]].randomElement(using: &random)!
      let fraction = digits(count: 9...9, &random) + tail
      let text = whole.map(String.init).joined() + "." + fraction.map(String.init).joined()
      let expected = LongDecimal(isNegative: false, whole: whole, fraction: fraction, exponent: 0)
      #expect(decimal(text, rounding: true) == expected.nanos(rounding: true), "\(text)")
      #expect(decimal(text) == expected.nanos(rounding: false), "\(text)")
    }
  }

  @Test(arguments: seeds)
  func `exactly the texts of the grammar are numbers`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let grammar = try Regex(" *[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)? *")
    let alphabet = Array("0123456789..eE+- _x")
    for _ in 0..<3_000 {
      let text = String(
        (0..<Int.random(in: 0...8, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
      let isNumber = text.wholeMatch(of: grammar) != nil
      #expect((decimal(text) != .failure(.malformed)) == isNumber, "\(text)")
    }
  }

  private func digits(count: ClosedRange<Int>, _ random: inout SplitMix64) -> [Int] {
    (0..<Int.random(in: count, using: &random)).map { _ in
      Bool.random(using: &random) ? Int.random(in: 0...9, using: &random) : 0
    }
  }
}
