public import Generators
public import TicklineMarkets

/// Binance's market data: what a websocket sent, a message a line, or the CSV dumps of data.binance.vision.
///
/// ```
/// 1723161254087896568 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,…}}
/// 3735683259,61837.63000000,0.02000000,1236.75260000,1723161255342,true,true
/// ```
///
/// A line of a capture may begin with the time of its receipt; the message may stand in the wrapper of a combined stream or by
/// itself. Messages `trade` and `aggTrade` are trades, `bookTicker` quotes; `depthUpdate` is looked at for what is missing
/// between it and the one before (`U`, `u` and `pu`); of all others it is said how many there were. Missing numbers of trades are
/// gaps, too. Dumps are `trades` and `aggTrades`, with a header or without; their symbol is in the file's name,
/// `BTCUSDT-trades-2024-08-08.csv`. Times are milliseconds or microseconds, as their number of digits says. Source:
/// Binance, "WebSocket Streams"; binance/binance-public-data, README.
public struct BinanceFeed: Feed {
  /// The file, a folder, or a pattern such as `BTCUSDT-trades-*.zip`; `-` for standard input.
  public let path: String

  /// A feed of a file, or of the files of a folder or a pattern; `-` is standard input. Nothing is opened yet.
  public init(path: String) { self.path = path }

  /// `binance:` and the path.
  public var name: String { "binance:\(path)" }

  /// The trades, quotes, gaps and corrupt rows, one by one.
  ///
  /// - Throws: ``FeedError``, from the first `next()` on.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The trades, quotes, gaps and corrupt rows in blocks of up to 256. A block ends early where the input has to be waited
  /// for.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let path = path
    return Generator { yield in
      let sequences = BinanceSequences()
      try yield(filesOf: path, in: session) { lines in
        guard let first = try lines.firstByte() else { return }
        if first == UInt8(ascii: "{") || lines.firstBytes.isStampedMessage {
          try yield(linesOf: lines, by: BinanceCaptureParser(lines, sequences, session))
        } else {
          try yield(linesOf: lines, by: try BinanceDumpParser(lines, sequences, session))
        }
      }
    }
  }
}

extension [UInt8] {
  /// Whether a line begins with a number and a message.
  fileprivate var isStampedMessage: Bool {
    let rest = drop { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    return rest.count < count && rest.starts(with: " ".utf8)
      && rest.drop { $0 == UInt8(ascii: " ") }.starts(with: "{".utf8)
  }
}
