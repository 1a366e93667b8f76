import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVColumnNumberTests {
  private func options(_ columns: String) throws -> ReadingOptions {
    ReadingOptions(columns: try ColumnNames(parsing: columns))
  }

  @Test func `a file without a header is read by column numbers, its first line as well`() throws {
    let reading = try read(
      csv: "1700000000,A,1.5,2\n1700000001,A,2.5,3\n", options: options("time=1,symbol=2,price=3,size=4"))
    #expect(reading.lines == ["1 A 1.50 x 2 at 1700000000000000000", "2 A 2.50 x 3 at 1700000001000000000"])
  }

  @Test func `numbers may name the columns of a file with a header`() throws {
    let reading = try read(csv: "a,b,c\n5,A,1.5\n6,A,2.5\n", options: options("symbol=2,price=3,size=1"))
    #expect(reading.lines == ["2 A 1.50 x 5", "3 A 2.50 x 6"])
  }

  @Test func `a value of the first line is not mistaken for the name that a number is`() throws {
    let reading = try read(csv: "2,A,1\n3,A,2\n", options: options("symbol=2,price=3,size=1"))
    #expect(reading.lines == ["1 A 1.00 x 2", "2 A 2.00 x 3"])
  }

  @Test(arguments: ["-5", "+5", ".5", "-.5e1"])
  func `a first line with any number for a price is a row`(price: String) throws {
    let reading = try read(csv: "A,\(price)\nA,1\n", options: options("symbol=1,price=2"))
    #expect(reading.events.count == 2)
  }

  @Test func `a file of prices alone is read for the one symbol that is wanted`() throws {
    let reading = try read(csv: "1.5\n\n2.5\nx\n", symbols: ["A"], options: options("price=1"))
    #expect(reading.lines == ["1 A 1.50 x 1", "3 A 2.50 x 1", "4 A malformedPrice(x)"])
  }
}
