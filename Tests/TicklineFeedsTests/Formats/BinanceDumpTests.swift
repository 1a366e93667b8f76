import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct BinanceDumpTests {
  private func dump(_ text: String, named name: String = "BTCUSDT-trades-2024-08-08.csv", symbols: [String]? = nil)
    throws
    -> Reading
  {
    try read(text, named: name, symbols: symbols) { BinanceFeed(path: $0) }
  }

  private func trades(_ reading: Reading) -> [Trade] {
    reading.events.compactMap { if case .trade(let trade) = $0 { trade } else { nil } }
  }

  @Test(arguments: [
    ("", "True,True"), ("", "true,true"), ("id,price,qty,quote_qty,time,is_buyer_maker\n", "true"),
    ("id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch\n", "TRUE,False"),
  ])
  func `trades are read with a header and without, in spot's form and in futures'`(header: String, end: String) throws {
    let other = end.lowercased().hasPrefix("true") ? "false" + end.dropFirst(4) : end
    let text =
      header + "7,61837.63000000,0.02,1236.75,1723161255342,\(end)\n8,61837.5,3,185512.5,1723161255342123,\(other)\n"
    let reading = try dump(text)
    let trades = trades(reading)
    #expect(trades.map(\.price) == [61837.63, 61837.5] && trades.map(\.size) == [0.02, 3])
    #expect(trades.map(\.id) == [7, 8] && trades.map(\.aggressor) == [.sell, .buy])
    #expect(trades.map(\.time.nanoseconds) == [1_723_161_255_342_000_000, 1_723_161_255_342_123_000])
    #expect(reading.session.instruments.symbols == ["BTCUSDT"])
  }

  @Test(arguments: [
    ("", ",true,true"),
    ("agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n", ",true"),
  ])
  func `aggregated trades are read`(header: String, end: String) throws {
    let text = header + "7,61837.63,0.02,1,3,1723161255342\(end)\n9,61837.5,3,4,4,1723161255343\(end)\n"
    let reading = try dump(text, named: "ETHUSDT-aggTrades-2024-08-08.csv")
    #expect(trades(reading).map(\.id) == [7, 9])
    guard case .gap(let gap) = reading.events[1] else {
      Issue.record("One number is missing.")
      return
    }
    #expect(gap.first == 8 && gap.last == 8)
    #expect(reading.session.instruments.symbols == ["ETHUSDT"])
  }

  @Test(arguments: [
    ("x,1,1,1,1723161255342,true,true", "malformedRow"), ("8,0,1,1,1723161255342,true,true", "zeroPrice"),
    ("8,-1,1,1,1723161255342,true,true", "negativePrice"), ("8,x,1,1,1723161255342,true,true", "malformedPrice"),
    ("8,1,-1,1,1723161255342,true,true", "negativeSize"), ("8,1,,1,1723161255342,true,true", "missingField"),
    ("8,1,1,1,17231612,true,true", "malformedTime"), ("8,1,1,1,1723161255342,yes,true", "malformedRow"),
    ("8,1,1,1,1723161255342", "fieldCount"), ("8,1,1,1,1723161255342,true,true,1", "fieldCount"),
    ("garbage", "fieldCount"),
  ])
  func `a row that can't be used has a reason and its place`(row: String, reason: String) throws {
    let good = "7,1,1,1,1723161255342,true,true\n"
    let reading = try dump(good + row + "\n" + good.replacing("7,", with: "9,"))
    #expect(reading.lines[1].hasPrefix("2 BTCUSDT ") || reading.lines[2].hasPrefix("2 BTCUSDT "))
    #expect(reading.lines.contains { $0.hasPrefix("2 BTCUSDT \(reason)(") }, "\(reading.lines)")
    #expect(reading.lines.last?.hasPrefix("3 BTCUSDT 1.00 x 1") == true)
  }

  @Test func `numbers go on from file to file`() throws {
    let files = [
      ("A-trades-2024-08-08.csv", "7,1,1,1,1723161255342,true,true\n"),
      ("A-trades-2024-08-09.csv", "8,1,1,1,1723247655342,true,true\n10,1,1,1,1723247655342,true,true\n"),
    ]
    try withFiles(files) { folder in
      let reading = try read(BinanceFeed(path: folder))
      #expect(reading.events.count == 4)
      guard case .gap(let gap) = reading.events[2] else {
        Issue.record("One number is missing.")
        return
      }
      #expect(gap.first == 9 && gap.last == 9)
    }
  }

  @Test func `without a name that says the symbol it has to be said`() throws {
    let text = "7,1,1,1,1723161255342,true,true\n"
    let error = try #require(throws: FeedError.self) { try dump(text, named: "x.csv") }
    #expect(error.code == .unusableContent && error.description.contains("--symbols"))
    #expect(try dump(text, named: "x.csv", symbols: ["BTCUSDT"]).events.count == 1)
    #expect(try dump(text, symbols: ["ETHUSDT"]).events == [])
  }

  @Test(arguments: [1, 7, 40])
  func `a dump that comes in pieces gives the same events`(count: Int) throws {
    let text = (0..<200).map { "\($0),\($0 % 9).5,1,1,\(1_723_161_255_342 + $0),\($0 % 2 == 0)\n" }.joined()
    let name = "BTCUSDT-trades-2024-08-08.csv"
    #expect(try readPieces(text, named: name, count: count) { BinanceFeed(path: $0) } == dump(text).events)
  }
}
