import Generators
import Testing
import TicklineFeeds
import TicklineMarkets

/// What came out of a feed.
struct Reading {
  let events: [MarketEvent]
  let session: FeedSession
  let remarks: [String]

  /// The events as a person would write them down, a line each:
  ///
  ///     2 AAPL 149.20 x 100 at 1700000000000000000
  ///     3 AAPL negativePrice(-5.00)
  ///     4 ? malformedRow("x)
  var lines: [String] { events.map { line(of: $0) } }

  private func line(of event: MarketEvent) -> String {
    let symbol = event.instrument == .none ? "?" : session.instruments[event.instrument].symbol
    let time = event.time.isKnown ? " at \(event.time.nanoseconds)" : ""
    let what =
      switch event {
      case .trade(let trade): "\(trade.price) x \(trade.size)"
      case .corrupt(let corruption): "\(corruption.reason.name)(\(corruption.text))"
      default: "\(event)"
      }
    return "\(event.origin.position) \(symbol) \(what)\(time)"
  }
}

/// Reads a feed to its end, event by event.
func read(_ feed: any Feed, symbols: [String]? = nil, options: ReadingOptions = ReadingOptions()) throws -> Reading {
  var remarks: [String] = []
  let session = FeedSession(symbols: symbols, reading: options) { remarks.append($0) }
  let generator = feed.events(in: session)
  var events: [MarketEvent] = []
  while let event = try generator.next() { events.append(event) }
  return Reading(events: events, session: session, remarks: remarks)
}

/// Reads a feed to its end, block by block.
func readBlocks(
  _ feed: any Feed, symbols: [String]? = nil, options: ReadingOptions = ReadingOptions()
) throws -> [MarketEvent] {
  let generator = feed.blocks(in: FeedSession(symbols: symbols, reading: options))
  var events: [MarketEvent] = []
  while let block = try generator.next() {
    #expect(!block.isEmpty, "A feed yields no empty block.")
    for index in 0..<block.count { events.append(block[index]) }
  }
  return events
}

/// Reads a CSV text, and checks the laws that hold for any: blocks give the events that single ones are, and the exact
/// reader gives those of the fast one.
func read(
  csv bytes: [UInt8], symbols: [String]? = nil, options: ReadingOptions = ReadingOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Reading {
  let reading = try withFile(bytes) { path in
    let reading = try read(CSVFeed(path: path), symbols: symbols, options: options)
    let blocks = try readBlocks(CSVFeed(path: path), symbols: symbols, options: options)
    #expect(blocks == reading.events, "blocks", sourceLocation: sourceLocation)
    return reading
  }
  try withFile(forcingExactReader(bytes)) { path in
    let exact = try read(CSVFeed(path: path), symbols: symbols, options: options)
    #expect(exact.lines == reading.lines, "exact reader", sourceLocation: sourceLocation)
    #expect(exact.events == reading.events, "exact reader", sourceLocation: sourceLocation)
  }
  return reading
}

func read(
  csv text: String, symbols: [String]? = nil, options: ReadingOptions = ReadingOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Reading {
  try read(csv: Array(text.utf8), symbols: symbols, options: options, sourceLocation: sourceLocation)
}

/// The same file with the other kind of line end behind its header. The fast reader expects every row to end as the
/// header does, so that it leaves all rows to the exact reader; the rows are the same bytes.
func forcingExactReader(_ bytes: [UInt8]) -> [UInt8] {
  guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return bytes }
  var other = bytes
  if newline > 0, bytes[newline - 1] == UInt8(ascii: "\r") {
    other.remove(at: newline - 1)
  } else {
    other.insert(UInt8(ascii: "\r"), at: newline)
  }
  return other
}

/// Reads a JSON Lines text, and checks that blocks give the events that single ones are.
func read(
  jsonLines bytes: [UInt8], symbols: [String]? = nil, options: ReadingOptions = ReadingOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Reading {
  try withFile(bytes) { path in
    let reading = try read(JSONLinesFeed(path: path), symbols: symbols, options: options)
    let blocks = try readBlocks(JSONLinesFeed(path: path), symbols: symbols, options: options)
    #expect(blocks == reading.events, "blocks", sourceLocation: sourceLocation)
    return reading
  }
}

func read(
  jsonLines text: String, symbols: [String]? = nil, options: ReadingOptions = ReadingOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Reading {
  try read(jsonLines: Array(text.utf8), symbols: symbols, options: options, sourceLocation: sourceLocation)
}
