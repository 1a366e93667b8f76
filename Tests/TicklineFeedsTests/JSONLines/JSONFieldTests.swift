import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct JSONFieldTests {
  @Test(
    arguments: ["ts_ns", "timestamp", "time", "TS"], ["symbol", "Ticker", "INSTRUMENT"])
  func `a field is found by every usual name`(time: String, symbol: String) throws {
    for size in ["volume", "SIZE", "Quantity", "qty"] {
      let row = #"{"\#(time)":1700000000,"\#(symbol)":"A","Price":1.5,"\#(size)":2}"#
      #expect(try read(jsonLines: row).lines == ["1 A 1.50 x 2 at 1700000000000000000"])
    }
  }

  @Test(arguments: [
    #"{"price":1.5,"size":2,"symbol":"A"}"#, #" { "size" : "2" , "symbol" : "A" , "price" : "1.5" } "#,
    #"{"x":{"price":9,"y":[1,{"z":null}]},"symbol":"A","price":15e-1,"size":2,"w":[],"v":{},"u":true,"t":false}"#,
    #"{"symbol":"\u0041","price":"1\u002e5","size":2}"#, "{\"symbol\":\t\"A\",\"price\":1.5,\"size\":2}\r",
    #"{"note":"a \"quoted\" } word, \\","symbol":"A","price":1.5,"size":2}"#,
    #"{"symbol":"B","price":7,"size":8,"symbol":"A","price":1.5,"size":2}"#,
  ])
  func `fields may stand in any order and form, with others between them`(row: String) throws {
    let reading = try read(jsonLines: row + "\n" + row + "\n")
    #expect(reading.lines == ["1 A 1.50 x 2", "2 A 1.50 x 2"])
  }

  @Test(arguments: [
    "0", "-0", "-1", "10", "0.5", "-0.50", "1e5", "1E+05", "1.25e-00", "0e0",
    #""\"\\\/\b\f\n\r\t\u00e9\uABCD""#, #""\ud83d""#,
  ])
  func `every number and escape of the grammar may stand in a field that nobody wants`(value: String) throws {
    let row = #"{"symbol":"A","x":\#(value),"y":[\#(value)],"price":1.5}"#
    #expect(try read(jsonLines: row).lines == ["1 A 1.50 x 1"])
  }

  @Test(arguments: ["0001.50", "+1.5", "15.e-1", "15e-1", "1.5"])
  func `a number in quotation marks may have any form that it may have in CSV`(price: String) throws {
    #expect(try read(jsonLines: #"{"symbol":"A","price":"\#(price)"}"#).lines == ["1 A 1.50 x 1"])
  }

  @Test func `a name may be written with escapes`() throws {
    let row = #"{"\u0073ymbol":"A","pri\u0063e":1.5,"si\u007Ae":2,"\u0050rice2":3,"pri\\u0063e":4,"\ud83d":5}"#
    #expect(try read(jsonLines: row).lines == ["1 A 1.50 x 2"])
  }

  @Test(arguments: [
    #""ts":1,"price":1.5,"time":1700000000,"qty":3,"volume":2"#,
    #""time":1700000000,"ts":1,"price":1.5,"volume":2,"qty":3"#,
    #""ts":1700000000,"time":null,"price":1.5,"qty":2,"volume":null"#,
    #""time":null,"ts":1700000000,"price":1.5,"volume":null,"qty":2"#,
  ])
  func `of several usual names the first in the list counts, as in CSV`(fields: String) throws {
    #expect(try read(jsonLines: "{\"symbol\":\"A\",\(fields)}").lines == ["1 A 1.50 x 2 at 1700000000000000000"])
  }

  @Test func `other names are given by the person`() throws {
    let options = ReadingOptions(columns: try ColumnNames(parsing: "time=T,symbol=s,price=p,size=q"))
    let reading = try read(
      jsonLines: #"{"T":1700000000000,"s":"BTCUSDT","p":"61750.10","q":"0.02","price":1}"#, options: options)
    #expect(reading.lines == ["1 BTCUSDT 61750.10 x 0.02 at 1700000000000000000"])
  }

  @Test func `a name that is given for one thing is not taken for another`() throws {
    let row = #"{"symbol":5,"ticker":"A","price":9,"size":2}"#
    let options = ReadingOptions(columns: try ColumnNames(parsing: "price=symbol"))
    #expect(try read(jsonLines: row, options: options).lines == ["1 A 5.00 x 2"])
  }

  @Test(arguments: [("price=nosuch", "nosuch"), ("price=2", "2"), ("symbol=price", "for the price")])
  func `where no row has a price the input can't be used`(columns: String, field: String) throws {
    let row = #"{"symbol":"A","price":1}"#
    let options = ReadingOptions(columns: try ColumnNames(parsing: columns))
    let error = try #require(throws: FeedError.self) { try read(jsonLines: "\(row)\n\(row)", options: options) }
    #expect(error.code == .unusableContent)
    #expect(error.description.contains("no row has a field") && error.description.contains(field))
    #expect(error.description.hasSuffix("--columns price=NAME."))
  }

  @Test func `one row with a price is enough`() throws {
    #expect(try read(jsonLines: "{}\n{\"symbol\":\"A\"}\n{\"symbol\":\"A\",\"price\":1}\n{}").events.count == 4)
  }

  @Test(arguments: [#"{"symbol":"A","price":1}"#, #"{"symbol":"A","price":1,"size":null,"time":null}"#])
  func `without a time it is unknown, without a size it is one`(row: String) throws {
    #expect(try read(jsonLines: row).lines == ["1 A 1.00 x 1"])
  }

  @Test func `without a symbol rows are of the one symbol that is wanted`() throws {
    let text = "{\"price\":1}\n{\"price\":2,\"symbol\":\"B\"}\n{\"price\":3,\"symbol\":null}\n"
    #expect(try read(jsonLines: text, symbols: ["A"]).lines == ["1 A 1.00 x 1", "3 A 3.00 x 1"])
    #expect(
      try read(jsonLines: text).lines == ["1 ? unreadableSymbol()", "2 B 2.00 x 1", "3 ? unreadableSymbol()"])
  }

  @Test func `of unwanted symbols there is no event`() throws {
    let text = "{\"symbol\":\"B\",\"price\":-1}\n{\"symbol\":\"A\",\"price\":2}\n{\"symbol\":\"B\"}\n"
    #expect(try read(jsonLines: text, symbols: ["A", "C"]).lines == ["2 A 2.00 x 1"])
  }

  @Test func `a byte order mark, blank lines and a missing last newline are passed`() throws {
    let row = #"{"symbol":"A","price":1}"#
    #expect(try read(jsonLines: "\u{FEFF}\(row)\n\n  \r\n\(row)").lines == ["1 A 1.00 x 1", "4 A 1.00 x 1"])
    #expect(try read(jsonLines: "").events.isEmpty)
    #expect(try read(jsonLines: "\n").events.isEmpty)
  }
}
