import Testing
import TicklineMarkets

@Suite struct DecimalTextTests {
  @Test(arguments: [
    ("149.20", 149_200_000_000), ("-171.03", -171_030_000_000), ("+5", 5_000_000_000), ("0", 0), ("-0", 0),
    (".5", 500_000_000), ("5.", 5_000_000_000), ("007", 7_000_000_000), ("  1.5  ", 1_500_000_000),
    ("0.000000001", 1), ("-0.000000001", -1), ("1.0000000000000000000000", 1_000_000_000),
    ("9223372036.854775807", Int64.max), ("-9223372036.854775807", -Int64.max),
  ])
  func `plain decimals are read exactly`(text: String, nanos: Int64) {
    #expect(decimal(text) == .success(nanos))
  }

  @Test(arguments: [
    ("1.5e2", 150_000_000_000), ("1.5E+2", 150_000_000_000), ("15e-1", 1_500_000_000), ("1e-9", 1),
    ("1000000000000e-21", 1), ("0.00000000000000000001e20", 1_000_000_000), ("1e00000000000000000000", 1_000_000_000),
    ("5.e0", 5_000_000_000), (".5e1", 5_000_000_000), ("-9223372036854775807e-9", -Int64.max),
  ])
  func `exponents are applied exactly`(text: String, nanos: Int64) {
    #expect(decimal(text) == .success(nanos))
  }

  @Test(arguments: [
    "", " ", ".", "+", "-", "+.", "-.e1", "e5", "1e", "1e+", "1e-", "1e1.5", "1.2.3", "--1", "+-1", "- 1", "1 2",
    "1_000",
    "1,000", "1,5", "nan", "NaN", "inf", "-Infinity", "0x1f", "1f", "$1", "1\t", "1\n", "1\u{0}", "\u{661}", "١٢",
    "1e٢",
    "\u{FEFF}1", "−1", "1..", "1e1e1", "1ee1",
  ])
  func `what is not a decimal number is malformed`(text: String) {
    #expect(decimal(text) == .failure(.malformed))
    #expect(decimal(text, rounding: true) == .failure(.malformed))
  }

  @Test(arguments: [
    "0.0000000001", "1.00000000001", "1e-10", "-1e-999999999999", "9223372036.8547758075", "149.2000000001",
  ])
  func `digits beyond the ninth decimal are too fine`(text: String) {
    #expect(decimal(text) == .failure(.tooFine))
  }

  @Test(arguments: [
    "9223372036.854775808", "-9223372036.854775808", "10000000000", "1e10", "9.3e9", "99999999999999999999.00000000001",
    "18446744073.709551616", "1e999999999999", "-1e9223372036854775807", "1e9223372036854775808",
    "1e99999999999999999999999",
  ])
  func `what does not fit is too large`(text: String) {
    #expect(decimal(text) == .failure(.tooLarge))
    #expect(decimal(text, rounding: true) == .failure(.tooLarge))
  }

  @Test(arguments: ["0e999999", "-0.000e999999999999999999", "0e-999999999999999999", "0.0000000000000000000000000000"])
  func `zero is zero whatever its exponent`(text: String) {
    #expect(decimal(text) == .success(0))
  }

  @Test(arguments: [
    ("0.0000000005", 0), ("0.0000000015", 2), ("0.0000000025", 2), ("-0.0000000035", -4),
    ("0.00000000050000000000001", 1),
    ("0.00000000049999999999999", 0), ("0.0000000006", 1), ("1e-10", 0), ("9e-10", 1), ("9e-11", 0),
    ("1e-999999999999999999", 0), ("9223372036.8547758074999", Int64.max), ("1.0000000001", 1_000_000_000),
  ])
  func `rounding goes to the nearest, and half way to the even`(text: String, nanos: Int64) {
    #expect(decimal(text, rounding: true) == .success(nanos))
  }

  @Test func `a number that only rounding makes too large is too large`() {
    #expect(decimal("9223372036.8547758075", rounding: true) == .failure(.tooLarge))
    #expect(decimal("-9223372036.8547758076", rounding: true) == .failure(.tooLarge))
  }

  @Test func `a long text with a long exponent still meets in the middle`() {
    let zeros = String(repeating: "0", count: 100_000)
    #expect(decimal("0.\(zeros)15e100001") == .success(1_500_000_000))
    #expect(decimal("15\(zeros)e-100001") == .success(1_500_000_000))
  }
}
