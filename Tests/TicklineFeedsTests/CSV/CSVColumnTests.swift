import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct CSVColumnTests {
  static let time = "1700000000000000001"

  @Test(
    arguments: ["ts_ns", "timestamp", "time", "ts"], ["symbol", "ticker", "instrument"])
  func `a column is found by every usual name`(time: String, symbol: String) throws {
    for (size, letters) in [("volume", 0), ("size", 1), ("quantity", 2), ("qty", 0)] {
      let header = [time, symbol, "price", size].map {
        letters == 1 ? $0.uppercased() : letters == 2 ? $0.prefix(1).uppercased() + $0.dropFirst() : $0
      }
      let reading = try read(
        csv: header.joined(separator: ",") + "\n\(Self.time),AAPL,1.5,2\n\(Self.time),AAPL,2.5,3\n")
      #expect(reading.lines == ["2 AAPL 1.50 x 2 at \(Self.time)", "3 AAPL 2.50 x 3 at \(Self.time)"])
    }
  }

  @Test(arguments: [
    "price,volume,symbol,ts", "volume,x,ts,y,price,symbol", "symbol,ts,,,price,volume", " Price , Volume ,TS , Symbol",
  ])
  func `columns may stand in any order, with others between them`(header: String) throws {
    let names = header.split(separator: ",", omittingEmptySubsequences: false)
    func row(_ price: String) -> String {
      names.map {
        switch $0.lowercased().filter({ $0 != " " }) {
        case "price": price
        case "volume": "7"
        case "symbol": "IBM"
        case "ts": Self.time
        default: "other text"
        }
      }.joined(separator: ",")
    }
    let reading = try read(csv: "\(header)\n\(row("10.01"))\n\(row("10.02"))\n")
    #expect(reading.lines == ["2 IBM 10.01 x 7 at \(Self.time)", "3 IBM 10.02 x 7 at \(Self.time)"])
  }

  @Test func `of several usual names the first in the list counts`() throws {
    let reading = try read(csv: "ts,price,time,symbol,qty,volume\n1,1.5,\(Self.time),A,4,5\n1,1.5,\(Self.time),A,4,5\n")
    #expect(reading.lines == ["2 A 1.50 x 5 at \(Self.time)", "3 A 1.50 x 5 at \(Self.time)"])
  }

  @Test func `other names are given by the person`() throws {
    let columns = try ColumnNames(parsing: "time=when,symbol=What,price=LAST,size=how many")
    let reading = try read(
      csv: "When,what,last,How many,price\n\(Self.time),A,1,2,x\n\(Self.time),A,3,4,x\n",
      options: ReadingOptions(columns: columns))
    #expect(reading.lines == ["2 A 1.00 x 2 at \(Self.time)", "3 A 3.00 x 4 at \(Self.time)"])
  }

  @Test func `without a time column times are unknown`() throws {
    #expect(try read(csv: "symbol,price,size\nA,1,2\nA,3,4\n").lines == ["2 A 1.00 x 2", "3 A 3.00 x 4"])
  }

  @Test func `without a size column sizes are one`() throws {
    #expect(try read(csv: "symbol,price\nA,1\nA,3\n").lines == ["2 A 1.00 x 1", "3 A 3.00 x 1"])
  }

  @Test func `more than 32 columns are read as well`() throws {
    let others = (1...40).map { "c\($0)" }.joined(separator: ",")
    let reading = try read(csv: "\(others),symbol,price\n\(others),A,1\n\(others),A,-1\n")
    #expect(reading.lines == ["2 A 1.00 x 1", "3 A negativePrice(-1)"])
  }

  @Test func `exactly 32 columns are read as well`() throws {
    let others = (1...30).map { "c\($0)" }.joined(separator: ",")
    let reading = try read(csv: "\(others),symbol,price\n\(others),A,1\n\(others),A,-1\n\(others),A\n")
    #expect(reading.lines.prefix(2) == ["2 A 1.00 x 1", "3 A negativePrice(-1)"])
    #expect(reading.lines.count == 3)
  }
}
