public import Generators
public import TicklineMarkets

/// Messages of one instrument's order book on NASDAQ as LOBSTER keeps them, with the order book file beside them or without.
///
/// ```
/// 34200.004241176,4,16113575,18,5853300,1            seconds since midnight, type, order, size, price x 10000, direction
/// ```
///
/// The file's name tells symbol and date: `AAPL_2012-06-21_34200000_57600000_message_10.csv`; the book's file has `orderbook`
/// in place of `message`, and a row for each message. Executions, types 4 and 5, are trades, which whoever came in on the other side
/// of the resting order began. Type 7 is a status: price -1 a halt, 0 quotes again, 1 trading again. With the book, each message
/// that changed the best prices or their sizes is followed by a quote. All other messages only change the book. Times are New
/// York's. Source: LOBSTER, "Output structure", https://lobsterdata.com/info/DataStructure.php.
///
/// A folder or a pattern is read day by day, and several files of one day are merged by time.
public struct LobsterFeed: Feed {
  /// The message file, a folder, or a pattern such as `*_message_10.csv`.
  public let path: String

  /// A feed of a message file, or of those of a folder or a pattern. Nothing is opened yet.
  public init(path: String) { self.path = path }

  /// `lobster:` and the path.
  public var name: String { "lobster:\(path)" }

  /// The trades, quotes, changes of status and corrupt rows, one by one.
  ///
  /// - Throws: ``FeedError``, from the first `next()` on.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The trades, quotes, changes of status and corrupt rows in blocks of up to 256.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let path = path
    return Generator { yield in
      let files = try LobsterFile.files(of: path, in: session)
      try yield(daysOf: files) { file in
        Generator { yield in
          try yield(filesOf: file.path, in: session) { lines in
            guard let parser = try LobsterParser(file, lines: lines, session: session) else { return }
            try yield(linesOf: lines, by: parser)
          }
        }
      }
    }
  }
}

extension LobsterFeed {
  /// The order books' files, which are read with those of the messages; none where the path has no files.
  package var bookFiles: [String] {
    let files = (try? InputPaths.files(of: path)) ?? []
    return files.compactMap { file in LobsterFile.file(file)?.kind.path }
  }
}

/// What belongs to a LOBSTER message file: the path of the order book's, where there is one.
struct LobsterBookPath {
  let path: String?
}

/// The names of LOBSTER's files.
enum LobsterFile {
  /// The message files that a path stands for, of wanted symbols. In a folder or a pattern other files are passed.
  static func files(of path: String, in session: FeedSession) throws(FeedError) -> [DatedFile<LobsterBookPath>] {
    let paths = try InputPaths.files(of: path)
    let files = paths.compactMap(file)
    if paths == [path], files.isEmpty {
      try InputFile.check(path)
      throw FeedError(
        .unusableContent,
        "\(path): a LOBSTER message file is called by its symbol and date, AAPL_2012-06-21_34200000_57600000_message_10.csv; "
          + "name it so.")
    }
    if files.isEmpty {
      throw FeedError(
        .noInput,
        "\(path) has no LOBSTER files such as AAPL_2012-06-21_34200000_57600000_message_10.csv; check the path.")
    }
    let books = Set(files.compactMap(\.kind.path))
    let passed = paths.count { path in file(path) == nil && !books.contains(path) }
    if passed > 0 {
      session.remark("\(path): \(passed) files are passed that are not called as LOBSTER's messages are.")
    }
    return files.filter { session.wantedSymbols?.contains($0.symbol) ?? true }
  }

  /// What a file's name says; nil where it is not called as LOBSTER calls files of messages.
  static func file(_ path: String) -> DatedFile<LobsterBookPath>? {
    let parts = FileName.parts(path)
    guard let message = parts.lastIndex(of: "message"), message >= 2, let symbol = parts.first, !symbol.isEmpty else {
      return nil
    }
    let book = path.ranges(of: "_message").last.map { path[..<$0.lowerBound] + "_orderbook" + path[$0.upperBound...] }
    return DatedFile(
      path: path, symbol: String(symbol),
      kind: LobsterBookPath(path: book.map(String.init).flatMap { InputPaths.isThere($0) ? $0 : nil }),
      date: parts[1])
  }
}
