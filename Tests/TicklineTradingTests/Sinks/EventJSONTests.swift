import Foundation
import Testing
import TicklineFeeds
import TicklineMarkets
import TicklineTrading

/// The JSON of the contracts.
@Suite struct EventJSONTests {
  private let session = FeedSession(symbols: ["AAPL"])
  private let time = ScriptedFeed.start

  /// What is written of an event, made in the session.
  private func written(
    source: String = "ticks.csv", symbol: String? = "AAPL", time: Timestamp? = nil, received: Timestamp = .unknown,
    state: StaticString? = nil, _ make: (Origin) -> MarketEvent
  ) -> String {
    let origin = Origin(
      instrument: symbol.map { session.instruments.id(of: $0) } ?? .none,
      source: session.sources.add(name: source, unit: .line), position: 41, time: time ?? self.time, received: received)
    var json = EventJSON(session: session)
    json.write(make(origin), state: state)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func fields(_ line: String) throws -> [String: String] {
    #expect(line.hasSuffix("}\n") && line.filter { $0 == "\n" }.count == 1)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    return object.mapValues { "\($0)" }
  }

  @Test func `a trade has the fields of the contract in their order`() {
    let line = written(state: "WATCHING") { .trade(Trade(origin: $0, price: 149.20, size: 100)) }
    #expect(
      line == """
        {"event":"trade","time":"2023-11-14T22:13:20.000000000Z","symbol":"AAPL","price":"149.20","size":"100",\
        "state":"WATCHING"}

        """)
  }

  @Test func `a trade has its number, its aggressor and its receipt where they are known`() throws {
    let line = written(received: time + .milliseconds(5)) {
      .trade(Trade(origin: $0, price: 0.00009, size: 0.5, id: 7, aggressor: .sell))
    }
    #expect(
      try fields(line) == [
        "event": "trade", "time": "2023-11-14T22:13:20.000000000Z", "received": "2023-11-14T22:13:20.005000000Z",
        "symbol": "AAPL", "price": "0.00009", "size": "0.5", "id": "7", "aggressor": "sell",
      ])
  }

  @Test func `a corrupt event has its reason, its text and its place`() {
    let line = written { .corrupt(Corruption(origin: $0, reason: .negativePrice, text: "-171.03")) }
    #expect(
      line == """
        {"event":"corrupt","time":"2023-11-14T22:13:20.000000000Z","symbol":"AAPL","reason":"negativePrice",\
        "text":"-171.03","place":"ticks.csv:41"}

        """)
  }

  @Test func `what is not known is null`() throws {
    let line = written(symbol: nil, time: .unknown) {
      .corrupt(Corruption(origin: $0, reason: .malformedRow, text: ""))
    }
    #expect(line.contains("\"time\":null,\"symbol\":null"))
    _ = try fields(line)
  }

  @Test func `quotes, bars, status and gaps are valid lines as well`() throws {
    let quote = try fields(written { .quote(Quote(origin: $0, bid: 1.5, bidSize: 3, ask: nil, askSize: 0)) })
    #expect(["event", "bid", "bidSize", "ask", "askSize"].map { quote[$0] } == ["quote", "1.50", "3", "<null>", "0"])
    let bar = try fields(written { .bar(Bar(origin: $0, open: 1, high: 4, low: 0.5, close: 2, volume: 9)) })
    #expect(
      ["event", "open", "high", "low", "close", "volume"].map { bar[$0] } == [
        "bar", "1.00", "4.00", "0.50", "2.00", "9",
      ])
    let status = try fields(written { .status(Status(origin: $0, kind: .halt)) })
    #expect(["event", "status"].map { status[$0] } == ["status", "halt"])
    let gap = try fields(written { .gap(Gap(origin: $0, first: 4, last: 6)) })
    #expect(["event", "first", "last"].map { gap[$0] } == ["gap", "4", "6"])
  }

  @Test(arguments: ["quote\"back\\slash", "tab\tline\nfeed\u{1}\u{1F}", "日経 🚀 \u{7F}", "", "</script>\u{2028}"])
  func `strings are escaped and read back as they were`(text: String) throws {
    let line = written(source: text) { .corrupt(Corruption(origin: $0, reason: .other, text: "x")) }
    #expect(try fields(line)["place"] == "\(text):41")
    let quoted = JSONText.quoted(text)
    #expect(try JSONDecoder().decode([String].self, from: Data("[\(quoted)]".utf8)) == [text])
  }

  @Test func `a symbol and a text with quotation marks stay in their strings`() throws {
    let line = written(symbol: #"A"B\"#) { .corrupt(Corruption(origin: $0, reason: .other, text: #"{"a":1}"#)) }
    let fields = try fields(line)
    #expect(fields["symbol"] == #"A"B\"#)
    #expect(fields["text"] == #"{"a":1}"#)
  }

  @Test func `signals have the symbol of their instrument`() throws {
    let recorder = Recorder()
    let bridge = Bridge(session: session, bots: [ThresholdBot()], observer: recorder)
    _ = try bridge.run(ScriptedFeed(.ticks(149.20, 203.11)))
    var json = EventJSON(session: session)
    for signal in recorder.signals { json.write(signal, time: time) }
    let lines = String(decoding: json.bytes, as: UTF8.self)
    #expect(
      lines == """
        {"event":"signal","time":"2023-11-14T22:13:20.000000000Z","symbol":"AAPL","signal":"entry","price":"149.20","pnl":null}
        {"event":"signal","time":"2023-11-14T22:13:20.000000000Z","symbol":"AAPL","signal":"exit","price":"203.11","pnl":"53.91"}

        """)
    json.removeAll()
    #expect(json.bytes.isEmpty)
  }
}
