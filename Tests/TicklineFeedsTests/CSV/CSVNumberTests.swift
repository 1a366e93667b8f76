import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVNumberTests {
  /// What comes of rows with `price` and `size` behind a row that makes the symbol known.
  private func line(price: String, size: String = "1", options: ReadingOptions = ReadingOptions()) throws -> String {
    let reading = try read(csv: "symbol,price,size\nA,1,1\nA,\(price),\(size)\n", options: options)
    #expect(reading.lines.count == 2)
    return String(try #require(reading.lines.last).dropFirst("3 A ".count))
  }

  @Test(arguments: [
    ("1", "1.00"), ("+1", "1.00"), ("001.50", "1.50"), ("1.", "1.00"), (".5", "0.50"), ("1.5e2", "150.00"),
    ("15E-1", "1.50"), ("1e+3", "1000.00"), ("0.000000001", "0.000000001"), ("1e-9", "0.000000001"),
    ("10e-10", "0.000000001"), ("1.0000000000", "1.00"), ("999999999.999999999", "999999999.999999999"),
    ("9223372036.854775807", "9223372036.854775807"), ("000000000000000000000000000000000000001", "1.00"),
    ("0.1234567890000000000000000000000000000", "0.123456789"), (" 1 ", "1.00"), ("1234567890", "1234567890.00"),
    ("12345678.12345678", "12345678.12345678"), ("0.00000000000000000000000000001e30", "10.00"),
  ])
  func `a price is read exactly in any form`(text: String, price: String) throws {
    #expect(try line(price: text) == "\(price) x 1")
  }

  @Test(arguments: [
    ("-5", "negativePrice"), ("-5.", "negativePrice"), ("-.5", "negativePrice"), ("-0.000000001", "negativePrice"),
    ("-1e3", "negativePrice"), ("-999999999.999999999", "negativePrice"), ("0", "zeroPrice"), ("0.", "zeroPrice"),
    ("0.0", "zeroPrice"), ("-0", "zeroPrice"), ("-0.00", "zeroPrice"), ("0e9", "zeroPrice"), ("1e-10", "tooFine"),
    ("0.0000000001", "tooFine"), ("1.0000000001", "tooFine"), ("1e-999999999999999999999", "tooFine"),
    ("9223372036.854775808", "tooLarge"), ("10000000000", "tooLarge"), ("1e10", "tooLarge"), ("-1e10", "tooLarge"),
    ("1e999999999999999999999", "tooLarge"), ("nan", "malformedPrice"), ("NaN", "malformedPrice"),
    ("inf", "malformedPrice"), ("-Infinity", "malformedPrice"), ("0x10", "malformedPrice"), ("1_000", "malformedPrice"),
    ("1.2.3", "malformedPrice"), ("1..2", "malformedPrice"), (".", "malformedPrice"), ("-", "malformedPrice"),
    ("--1", "malformedPrice"), ("-+1", "malformedPrice"), ("1-", "malformedPrice"), ("1e", "malformedPrice"),
    ("1e+", "malformedPrice"), ("e5", "malformedPrice"), ("$1", "malformedPrice"), ("1/2", "malformedPrice"),
    ("1:2", "malformedPrice"), ("1 2", "malformedPrice"), ("١", "malformedPrice"), ("1\u{0}", "malformedPrice"),
  ])
  func `a price that is none is corrupt, for its own reason, with what was read`(text: String, reason: String) throws {
    let shown = text == "1\u{0}" ? "1\\u{0}" : text
    #expect(try line(price: text) == "\(reason)(\(shown))")
  }

  @Test(arguments: [
    ("5", "5"), ("0", "0"), ("-0", "0"), ("0.000000001", "0.000000001"), ("1e9", "1000000000"), ("007", "7"),
    ("2.", "2"),
  ])
  func `a size may be zero`(text: String, size: String) throws {
    #expect(try line(price: "1", size: text) == "1.00 x \(size)")
  }

  @Test(arguments: [
    ("-1", "negativeSize"), ("-0.000000001", "negativeSize"), ("-1e3", "negativeSize"), ("1e-10", "sizeTooFine"),
    ("9223372037", "sizeTooLarge"), ("nan", "malformedSize"), ("0x1", "malformedSize"), ("one", "malformedSize"),
    ("1.5.", "malformedSize"),
  ])
  func `a size that is none is corrupt`(text: String, reason: String) throws {
    #expect(try line(price: "1", size: text) == "\(reason)(\(text))")
  }

  @Test func `an empty field is missing`() throws {
    #expect(try line(price: "") == "missingField(price)")
    #expect(try line(price: "1", size: "") == "missingField(size)")
  }

  @Test func `the price is looked at before the size`() throws {
    #expect(try line(price: "-1", size: "x") == "negativePrice(-1)")
  }

  @Test func `too fine prices are rounded half to even where that is asked for`() throws {
    let options = ReadingOptions(roundsPrices: true)
    #expect(try line(price: "1.0000000005", options: options) == "1.00 x 1")
    #expect(try line(price: "1.0000000015", options: options) == "1.000000002 x 1")
    #expect(try line(price: "1", size: "1e-10", options: options) == "sizeTooFine(1e-10)")
  }

  @Test func `rounding is hinted at once`() throws {
    let reading = try read(csv: "symbol,price\nA,1e-10\nA,1e-11\nA,1\n")
    #expect(reading.remarks.count == 1)
    #expect(reading.remarks.first?.contains("--round-prices") == true)
  }

  @Test func `prices of zero and below are good where the instrument allows them`() throws {
    let reading = try read(
      csv: "symbol,price\nCL,-37.63\nCL,-37.63\nCL,0\nA,-1\nA,-1\n",
      options: ReadingOptions(negativePriceSymbols: ["CL"]))
    #expect(
      reading.lines == [
        "2 CL -37.63 x 1", "3 CL -37.63 x 1", "4 CL 0.00 x 1", "5 A negativePrice(-1)", "6 A negativePrice(-1)",
      ])
  }
}
