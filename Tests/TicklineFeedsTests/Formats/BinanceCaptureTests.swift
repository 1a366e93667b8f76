import Testing
import TicklineFeeds
import TicklineMarkets

@Suite struct BinanceCaptureTests {
  private func capture(_ lines: [String], symbols: [String]? = nil) throws -> Reading {
    try read(lines.joined(separator: "\n") + "\n", named: "capture", symbols: symbols) { BinanceFeed(path: $0) }
  }

  private func trade(_ id: Int, symbol: String = "BTCUSDT", price: String = "61837.63000000") -> String {
    #"{"e":"trade","E":1723161255343,"s":"\#(symbol)","t":\#(id),"p":"\#(price)","q":"0.02000000","T":1723161255342,"m":true,"M":true}"#
  }

  private func wrapped(_ message: String) -> String { #"{"stream":"btcusdt@trade","data":\#(message)}"# }

  private func depth(_ numbers: String) -> String {
    #"{"e":"depthUpdate","E":1723161255408,"s":"BTCUSDT",\#(numbers),"b":[["1.0","2.0"]],"a":[]}"#
  }

  private func gaps(_ reading: Reading) -> [String] {
    reading.events.compactMap { event in
      guard case .gap(let gap) = event else { return nil }
      return "\(gap.origin.position): \(gap.first)-\(gap.last)"
    }
  }

  private let quote =
    #"{"u":1,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"1.54698000"}"#

  @Test func `a trade has its number, the aggressor, and both times`() throws {
    let reading = try capture(["1723161254087896568 " + wrapped(trade(7)), trade(8).replacing("true,", with: "false,")])
    let trades = reading.events.compactMap { if case .trade(let trade) = $0 { trade } else { nil } }
    #expect(trades.map(\.price) == [61837.63, 61837.63] && trades.map(\.size) == [0.02, 0.02])
    #expect(trades.map(\.id) == [7, 8] && trades.map(\.aggressor) == [.sell, .buy])
    #expect(trades[0].origin.received == Timestamp(nanoseconds: 1_723_161_254_087_896_568))
    #expect(trades[1].origin.received == .unknown)
    #expect(trades[0].time == Timestamp(nanoseconds: 1_723_161_255_342_000_000))
  }

  @Test func `microseconds are known by their digits`() throws {
    let reading = try capture([trade(7).replacing("1723161255342,", with: "1723161255342123,")])
    #expect(reading.events[0].time == Timestamp(nanoseconds: 1_723_161_255_342_123_000))
  }

  @Test func `the best prices are quotes`() throws {
    let reading = try capture([
      wrapped(quote), quote.replacing(#""b":"61837.63000000","B":"3.78826000""#, with: #""b":"0.0","B":"0.0""#),
      quote.replacing("{", with: #"{"e":"bookTicker","E":1723161255342,"T":1723161255342,"#),
    ])
    let quotes = reading.events.compactMap { if case .quote(let quote) = $0 { quote } else { nil } }
    #expect(quotes.map(\.bid) == [61837.63, nil, 61837.63] && quotes.map(\.ask) == [61837.64, 61837.64, 61837.64])
    #expect(quotes.map(\.bidSize) == [3.78826, 0, 3.78826] && quotes.map(\.askSize) == [1.54698, 1.54698, 1.54698])
    #expect(quotes.allSatisfy { !$0.time.isKnown })
  }

  @Test func `missing trades are a gap before the next one`() throws {
    let reading = try capture([
      trade(7), trade(8), trade(12), trade(11), trade(13), trade(15), trade(100, symbol: "ETH"),
    ])
    #expect(gaps(reading) == ["3: 9-11", "6: 14-14"])
    #expect(reading.events.count == 9)
  }

  @Test func `missing updates of the book are gaps, on the spot market and on futures'`() throws {
    let spot = [#""U":1,"u":5"#, #""U":6,"u":9"#, #""U":12,"u":13"#, #""U":10,"u":14"#, #""U":15,"u":15"#]
    #expect(try gaps(capture(spot.map(depth))) == ["3: 10-11"])
    let futures = [#""U":10,"u":15,"pu":8"#, #""U":17,"u":20,"pu":15"#, #""U":30,"u":40,"pu":28"#]
    #expect(try gaps(capture(futures.map(depth))) == ["3: 21-28"])
  }

  @Test func `aggregated trades are trades where there are no single ones`() throws {
    func aggregated(_ id: Int) -> String {
      #"{"e":"aggTrade","E":1,"s":"BTCUSDT","a":\#(id),"p":"5.5","q":"2","f":1,"l":3,"T":1723161255342,"m":false}"#
    }
    let reading = try capture([aggregated(1), aggregated(3), trade(7), aggregated(4), trade(8)])
    #expect(gaps(reading) == ["2: 2-2"])
    #expect(reading.events.map(\.origin.position) == [1, 2, 2, 3, 5])
    #expect(reading.remarks.count == 1 && reading.remarks[0].contains("1 aggregated trades were passed"))
  }

  @Test func `other messages are counted`() throws {
    let reading = try capture([
      #"{"result":null,"id":1}"#, #"1723161254206652067 {"lastUpdateId":5,"bids":[["1","2"]],"asks":[]}"#,
      #"{"stream":"x","data":{"e":"kline","s":"BTCUSDT"}}"#, trade(7),
    ])
    #expect(reading.events.count == 1)
    #expect(reading.remarks.count == 1 && reading.remarks[0].hasSuffix(": 3 messages of other kinds were passed."))
  }

  @Test(arguments: [
    (#""p":"61837.63000000""#, #""p":"0""#, "3 BTCUSDT zeroPrice(0)"),
    (#""p":"61837.63000000""#, #""p":"-1""#, "3 BTCUSDT negativePrice(-1)"),
    (#""p":"61837.63000000""#, #""p":"x""#, "3 BTCUSDT malformedPrice(x)"),
    (#""p":"61837.63000000""#, #""p":"1.0000000001""#, "3 BTCUSDT tooFine(1.0000000001)"),
    (#""p":"61837.63000000","#, "", "3 BTCUSDT missingField(p)"),
    (#""q":"0.02000000""#, #""q":"-2""#, "3 BTCUSDT negativeSize(-2)"),
    (#""T":1723161255342"#, #""T":17231612"#, "3 BTCUSDT malformedTime(17231612)"),
    (#""t":7"#, #""t":"x""#, "3 BTCUSDT malformedRow("), (#""m":true"#, #""m":1"#, "3 BTCUSDT malformedRow("),
    (#""s":"BTCUSDT","#, "", "3 ? missingField(s)"), (#""s":"BTCUSDT""#, #""s":"B T""#, "3 ? unreadableSymbol(B T)"),
    ("}", "", "3 ? malformedRow("), ("{", "?{", "3 ? malformedRow("),
  ])
  func `a message that can't be used has a reason and its place`(old: String, new: String, expected: String) throws {
    let reading = try capture([trade(6), "", trade(7).replacing(old, with: new), trade(8)])
    let corrupt = reading.lines.filter { $0.hasPrefix("3 ") }
    #expect(corrupt.count == 1 && corrupt[0].hasPrefix(expected), "\(reading.lines)")
    #expect(reading.lines.last?.hasPrefix("4 BTCUSDT 61837.63 x 0.02") == true)
  }

  @Test func `only wanted symbols come`() throws {
    let reading = try capture([trade(1), trade(5, symbol: "ETHUSDT"), trade(9)], symbols: ["ETHUSDT"])
    #expect(reading.events.count == 1 && reading.lines[0].contains("ETHUSDT"))
  }

  @Test(arguments: [1, 20, 333])
  func `a capture that comes in pieces gives the same events`(count: Int) throws {
    let lines = (0..<60).map { $0 % 3 == 0 ? quote : "172316125408789656\($0 % 10) " + wrapped(trade($0 * 2)) }
    let whole = try capture(lines)
    let text = lines.joined(separator: "\n")
    #expect(try readPieces(text, named: "pipe", count: count) { BinanceFeed(path: $0) } == whole.events)
  }
}
