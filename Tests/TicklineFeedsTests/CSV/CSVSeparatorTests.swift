import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVSeparatorTests {
  @Test(arguments: [",", ";", "\t", "|"])
  func `the header's separator is recognised`(separator: String) throws {
    let rows = [["symbol", "price", "size"], ["A", "1.5", "2"], ["A", "-1.5", "2"], ["A", "1.5", "2e1"]]
    let text = rows.map { $0.joined(separator: separator) }.joined(separator: "\n")
    #expect(try read(csv: text).lines == ["2 A 1.50 x 2", "3 A negativePrice(-1.5)", "4 A 1.50 x 20"])
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func `other separators are part of a value`(separator: String) throws {
    let others = [",", ";", "\t", "|"].filter { $0 != separator }
    for other in others {
      let rows = [["symbol", "price", "size"], ["A", "1.5", "2"], ["A", "1\(other)5", "2"]]
      let lines = try read(csv: rows.map { $0.joined(separator: separator) }.joined(separator: "\n")).lines
      #expect(lines.count == 2)
      #expect(lines[1].hasPrefix("3 A malformedPrice"))
    }
  }

  @Test func `a comma is no decimal point`() throws {
    #expect(try read(csv: "symbol;price\nA;1\nA;1,5\n").lines == ["2 A 1.00 x 1", "3 A malformedPrice(1,5)"])
  }

  @Test(arguments: [
    ("A,1", "fieldCount(A,1)"), ("A,1,2,3", "fieldCount(A,1,2,3)"), ("A,1,2,", "fieldCount(A,1,2,)"),
    ("A", "fieldCount(A)"), ("A,,", "missingField(price)"), ("A,1,", "missingField(size)"),
  ])
  func `a row has as many fields as the header`(row: String, corruption: String) throws {
    let reading = try read(csv: "symbol,price,size\nA,1,2\n\(row)\nA,3,4\n")
    #expect(reading.lines == ["2 A 1.00 x 2", "3 A \(corruption)", "4 A 3.00 x 4"])
  }

  @Test func `rows of too few fields at the end of the input are no more than corrupt`() throws {
    let reading = try read(csv: "symbol,a,b,c,d,e,price\nA,,,,,,1\nA,,,,,,2\nA\nA\nA")
    #expect(reading.lines.suffix(3) == ["4 A fieldCount(A)", "5 A fieldCount(A)", "6 A fieldCount(A)"])
  }

  @Test func `a short row does not borrow fields of the next`() throws {
    let reading = try read(csv: "symbol,price,size\nA,1,2\nA,1\nB,2\nA,1\n")
    #expect(reading.lines == ["2 A 1.00 x 2", "3 A fieldCount(A,1)", "4 ? fieldCount(B,2)", "5 A fieldCount(A,1)"])
  }
}
