public import Generators
public import TicklineMarkets

/// Trades from a file of comma-separated values, or from standard input.
///
/// The first line that is not blank is the header where it names a price column; the columns are found by name (``ColumnRole/usualNames``),
/// others by ``ColumnNames``. The separator is a comma, or the semicolon, tab or bar that the header has. Fields may be
/// quoted; a quoted field ends with its line. Blanks around a value are no part of it, unlike in the standard. Source: RFC
/// 4180.
///
/// What is compressed (gzip, zstd, xz, bzip2, zip) is unpacked on the way; each file, and each file in a zip archive, has
/// a header of its own.
///
/// A row that can't be used is a corrupt event with its line number. Memory: a few buffers of 512 KiB, whatever the file's
/// size; a line of more than 256 KiB is corrupt. Each row of the usual shape, `1700000000000038761,GOOG,191.32,34`, is read
/// eight bytes at a time, and any other form of number or time exactly, more slowly.
public struct CSVFeed: Feed {
  /// The file, a folder of files, or a pattern such as `2024-*.csv.gz`; `-` for standard input.
  public let path: String

  /// A feed of a file, or of the files of a folder or a pattern; `-` is standard input. Nothing is opened yet.
  public init(path: String) { self.path = path }

  /// `csv:` and the path.
  public var name: String { "csv:\(path)" }

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
      try yield(filesOf: path, in: session) { try yield(csvFrom: $0, in: session) }
    }
  }
}

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Yields the blocks of lines of separated values.
  func callAsFunction(csvFrom lines: LineReader, in session: FeedSession) throws {
    guard let parser = try CSVParser(lines: lines, session: session) else { return }
    try self(linesOf: lines, by: parser)
  }
}
