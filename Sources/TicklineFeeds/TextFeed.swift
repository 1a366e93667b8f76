public import Generators
public import TicklineMarkets

/// Trades from a file or standard input whose format is found by looking: JSON Lines where the first character is a brace,
/// else separated values. What was found is said once.
public struct TextFeed: Feed {
  /// The file, a folder of files, or a pattern; `-` for standard input.
  public let path: String

  /// A feed of a file, or of the files of a folder or a pattern; `-` is standard input. Nothing is opened yet.
  public init(path: String) { self.path = path }

  /// The path.
  public var name: String { path }

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
      try yield(filesOf: path, in: session) { try yield(textFrom: $0, in: session) }
    }
  }
}

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Yields the blocks of lines whose form is found by looking.
  fileprivate func callAsFunction(textFrom lines: LineReader, in session: FeedSession) throws {
    guard let first = try lines.firstByte() else { return }
    if first == UInt8(ascii: "{") {
      session.remark("\(lines.name) is read as jsonl.")
      try self(jsonLinesFrom: lines, in: session)
    } else if lines.firstBytes.filter({ !LineReader.blanks.contains($0) }).starts(with: "[{".utf8) {
      throw FeedError(
        .unusableContent,
        "\(lines.name), line 1: it is one array of JSON; write an object a line: jq -c '.[]' FILE | tickline run --source -"
      )
    } else {
      session.remark("\(lines.name) is read as csv.")
      try self(csvFrom: lines, in: session)
    }
  }
}
