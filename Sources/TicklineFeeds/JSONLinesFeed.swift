public import Generators
public import TicklineMarkets

/// Trades from JSON Lines: an object a line, from a file or from standard input.
///
/// ```
/// {"ts_ns":1723161255342000000,"symbol":"BTCUSDT","price":"61837.63000000","volume":"0.02000000"}
/// ```
///
/// The fields are found by the same names as the columns of a ``CSVFeed``; values may be strings or numbers, and numbers
/// are read exactly as they are written. Other fields and blanks around a value are passed over. What is compressed (gzip,
/// zstd, xz, bzip2, zip) is unpacked on the way. Source: RFC 8259, one text a line.
public struct JSONLinesFeed: Feed {
  /// The file, a folder of files, or a pattern such as `2024-*.jsonl.gz`; `-` for standard input.
  public let path: String

  /// A feed of a file, or of the files of a folder or a pattern; `-` is standard input. Nothing is opened yet.
  public init(path: String) { self.path = path }

  /// `jsonl:` and the path.
  public var name: String { "jsonl:\(path)" }

  /// The trades and corrupt rows, one by one.
  ///
  /// - Throws: ``FeedError``, from the first `next()` on.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The trades and corrupt rows in blocks of up to 256. A block ends early where the input has to be waited for.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let path = path
    return Generator { yield in
      try yield(filesOf: path, in: session) { try yield(jsonLinesFrom: $0, in: session) }
    }
  }
}

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Yields the blocks of lines of JSON.
  func callAsFunction(jsonLinesFrom lines: LineReader, in session: FeedSession) throws {
    guard let parser = try JSONLinesParser(lines: lines, session: session) else { return }
    try self(linesOf: lines, by: parser)
  }
}
