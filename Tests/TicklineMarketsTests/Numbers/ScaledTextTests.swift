import Testing
import TicklineMarkets

@Suite struct ScaledTextTests {
  private func parse(_ text: String, _ exponent: Int) -> Result<Int64, NumberFault> {
    let bytes = Array(text.utf8)
    return Result { () throws(NumberFault) in try DecimalText.parse(bytes.span, timesTenTo: exponent) }
  }

  @Test(arguments: [
    ("1664300", -4, 166_430_000_000), ("1", -4, 100_000), ("-1", -4, -100_000), ("0", -4, 0), ("1.5", -4, 150_000),
    ("34200.004241176", 0, 34_200_004_241_176), ("14400795", -3, 14_400_795_000_000), ("7", -9, 7),
    ("12", 2, 1_200_000_000_000),
  ])
  func `a number in another unit is read exactly`(text: String, exponent: Int, expected: Int64) {
    #expect(parse(text, exponent) == .success(expected))
  }

  @Test(arguments: [
    ("1.00001", -5, NumberFault.tooFine), ("0.1", -9, .tooFine), ("92233720368547759", -7, .tooLarge),
    ("x", -4, .malformed),
    ("", -4, .malformed),
  ])
  func `what can't be kept has its fault`(text: String, exponent: Int, fault: NumberFault) {
    #expect(parse(text, exponent) == .failure(fault))
  }
}
