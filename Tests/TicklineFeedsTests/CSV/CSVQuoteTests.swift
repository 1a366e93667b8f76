import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVQuoteTests {
  @Test func `quotation marks around values are left out`() throws {
    let reading = try read(csv: "\"symbol\",\"price\",\"size\"\n\"A\",\"1.5\",\"2\"\nA,1.5,2\n\"A\",1.5,\"2\"\n")
    #expect(reading.lines == ["2 A 1.50 x 2", "3 A 1.50 x 2", "4 A 1.50 x 2"])
  }

  @Test func `a quoted field may hold the separator`() throws {
    let reading = try read(csv: "symbol,price,note\nA,1,\"x,y\"\nA,2,\"x,y\"\nA,3,z\n")
    #expect(reading.lines == ["2 A 1.00 x 1", "3 A 2.00 x 1", "4 A 3.00 x 1"])
  }

  @Test(arguments: ["\"A", "\"A\"x", "A,\"1", "A,\"1\"0,2", "A,1,\"2", "A,1,\"\"\""])
  func `a quoted field that does not end makes the row corrupt`(row: String) throws {
    let reading = try read(csv: "symbol,price,size\nA,1,2\n\(row)\nA,3,4\n")
    #expect(reading.lines.count == 3)
    #expect(reading.lines[1].hasSuffix(" malformedRow(\(row))"))
    #expect(reading.lines[2] == "4 A 3.00 x 4")
  }

  @Test(arguments: ["\"x,y\"", "\"x", "\"x\"y", "x\"y", "\"\"", "\"", "\"\"\"\"", " \"x", " \"x,y\" ", " \"x\" y"])
  func `quotation marks in columns that nobody asked for are read by the same rule`(note: String) throws {
    let isQuoted = note.contains { $0 == "\"" } && note != "x\"y"
    let isWhole = ["\"x,y\"", "\"\"", "\"\"\"\"", " \"x,y\" "].contains(note)
    let reading = try read(csv: "symbol,price,note\nA,1,\nA,2,\(note)\nA,3,\n")
    #expect(reading.lines.count == 3)
    #expect(reading.lines[1] == (isWhole || !isQuoted ? "3 A 2.00 x 1" : "3 A malformedRow(A,2,\(note))"))
  }

  @Test func `a quoted field with a separator does not make up for one that is missing`() throws {
    let reading = try read(csv: "symbol,price,a,b\nA,1,,\nA,2,\"x,y\"\nA,3,,\n")
    #expect(reading.lines == ["2 A 1.00 x 1", "3 A fieldCount(A,2,\"x,y\")", "4 A 3.00 x 1"])
  }

  @Test func `a symbol that itself has quotation marks is the same however it is written`() throws {
    let reading = try read(
      csv: "symbol,price\nA,1\n\"\"\"A\"\"\",2\n\"\"A\"\",3\n\"A\",4\nB\"C,5\n\"B\"\"C\",6\nB\"C,7\n")
    #expect(
      reading.lines == [
        "2 A 1.00 x 1", "3 \"A\" 2.00 x 1", "4 ? malformedRow(\"\"A\"\",3)", "5 A 4.00 x 1", "6 B\"C 5.00 x 1",
        "7 B\"C 6.00 x 1", "8 B\"C 7.00 x 1",
      ])
  }

  @Test func `a quoted field ends with its line`() throws {
    let reading = try read(csv: "symbol,price,note\nA,1,\"two\nlines\"\nA,2,\n")
    #expect(reading.lines == ["2 ? malformedRow(A,1,\"two)", "3 ? fieldCount(lines\")", "4 A 2.00 x 1"])
  }
}
