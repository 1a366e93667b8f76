public import Generators
public import TicklineMarkets

/// Trade and quote ticks of US equities as LEAN keeps them: a file for each symbol, day and kind, called
/// `spy/20131010_trade.zip` or `spy/20131010_quote.zip`, or the CSV in it, `20131010_spy_Trade_Tick.csv`.
///
/// ```
/// 34200123,1664300,200,P,20002000,0                  trade: ms, price x 10000, size, exchange, conditions, suspicious
/// 34200123,1664200,300,1664300,200,P,1,0             quote: ms, bid, size, ask, size, exchange, conditions, suspicious
/// ```
///
/// Times are milliseconds since midnight in New York. The conditions, a hexadecimal bit field, are kept on the trade. A row
/// that is marked as suspicious is a corrupt event, `flagged`. A side of a quote that is `0,0` has not changed: the event
/// has what was last known of it that day. Source: QuantConnect/Lean, Data/equity/readme.md.
///
/// A folder or a pattern is read day by day, and several files of one day are merged by time.
public struct LeanFeed: Feed {
  /// The file, a folder, or a pattern such as `spy/*_trade.zip`.
  public let path: String

  /// A feed of a file, or of the files of a folder or a pattern. Nothing is opened yet.
  public init(path: String) { self.path = path }

  /// `lean:` and the path.
  public var name: String { "lean:\(path)" }

  /// The trades, quotes and corrupt rows, one by one.
  ///
  /// - Throws: ``FeedError``, from the first `next()` on.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The trades, quotes and corrupt rows in blocks of up to 256.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let path = path
    return Generator { yield in
      let files = try LeanFile.files(of: path, in: session)
      try yield(daysOf: files) { file in
        Generator { yield in
          try yield(filesOf: file.path, in: session) { lines in
            guard let parser = try LeanParser(file, lines: lines, session: session) else { return }
            try yield(linesOf: lines, by: parser)
          }
        }
      }
    }
  }
}

/// What a LEAN file holds.
enum LeanKind: String {
  case trade, quote
}

/// The names of LEAN's files.
enum LeanFile {
  /// The files that a path stands for, of wanted symbols. In a folder or a pattern what is no LEAN file is passed, and said.
  static func files(of path: String, in session: FeedSession) throws(FeedError) -> [DatedFile<LeanKind>] {
    let paths = try InputPaths.files(of: path)
    let files = paths.compactMap(file)
    if paths == [path], files.isEmpty {
      try InputFile.check(path)
      throw FeedError(
        .unusableContent,
        "\(path): a LEAN file is called by its symbol, date and kind, spy/20131010_trade.zip; name it so.")
    }
    if files.isEmpty {
      throw FeedError(.noInput, "\(path) has no LEAN files such as 20131010_trade.zip; check the path.")
    }
    if files.count < paths.count {
      session.remark("\(path): \(paths.count - files.count) files are passed that are not called as LEAN's ticks are.")
    }
    return files.filter { session.wantedSymbols?.contains($0.symbol) ?? true }
  }

  /// What a file's name says; nil where it is not called as LEAN calls files of ticks.
  static func file(_ path: String) -> DatedFile<LeanKind>? {
    let parts = FileName.parts(path).map { $0.lowercased() }
    guard let date = parts.first, date.utf8.count == 8 else { return nil }
    if parts.count == 2, let kind = LeanKind(rawValue: parts[1]) {
      let folder = InputPaths.folderName(of: path)
      return DatedFile(path: path, symbol: folder.uppercased(), kind: kind, date: date)
    }
    guard parts.count == 4, parts[2...].contains("tick"),
      let kind = LeanKind(rawValue: parts[2] == "tick" ? parts[3] : parts[2])
    else { return nil }
    return DatedFile(path: path, symbol: parts[1].uppercased(), kind: kind, date: date)
  }
}
