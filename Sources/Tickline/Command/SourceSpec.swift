internal import TicklineFeeds

/// A source that a command line names.
struct Source {
  /// What it is called in what is written.
  var name: String { feed.name }
  let feed: any Feed
  /// The file, folder or pattern that is read, `-` for standard input; nil for the simulated market.
  let path: String?

  /// What a sentence calls it.
  var inputName: String { path == "-" ? "standard input" : name }

  /// The files that are read, as far as they can be told beforehand: also those of order books beside their messages.
  var files: [String] {
    let named = path.map { (try? InputPaths.files(of: $0)) ?? [$0] } ?? []
    return named + ((feed as? LobsterFeed)?.bookFiles ?? [])
  }
}

/// Where ticks come from, as a command line says it.
enum SourceSpec {
  private static let kinds =
    "sim, csv:PATH, jsonl:PATH, lean:PATH, binance:PATH, lobster:PATH, sqlite:PATH, postgres://USER@HOST/DB, a PATH, - "
    + "for standard input"

  /// The simulated market, as the options say it.
  static func simulated(seed: UInt64, _ options: InputOptions) -> Source {
    let market = SimulatedMarket(
      seed: seed, motion: options.walk ? .walk : .uniform, corruptRate: options.corruptRate ?? 0.1)
    return Source(feed: market, path: nil)
  }

  /// The source of files that a text names.
  ///
  /// - Parameters:
  ///   - query: what is read of it where it is a database; nil for a table.
  ///   - option: how a sentence about it begins: `--source`, `SPEC`.
  /// - Throws: ``CommandFailure`` where there is no such kind of source.
  static func source(
    _ text: String, query: String? = nil, option: String = "--source"
  ) throws(CommandFailure) -> Source {
    if let source = try database(text, query: query) { return source }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].contains("/"), !parts[0].contains(".") else {
      guard !text.isEmpty else {
        throw CommandFailure(.wrongUsage, "\(option) names nothing; write one of \(kinds).")
      }
      return Source(feed: TextFeed(path: text), path: text)
    }
    guard !parts[1].isEmpty else {
      throw CommandFailure(.wrongUsage, "\(option) \(text) names no file; write \(parts[0]):PATH.")
    }
    switch parts[0] {
    case "csv": return Source(feed: CSVFeed(path: parts[1]), path: parts[1])
    case "jsonl": return Source(feed: JSONLinesFeed(path: parts[1]), path: parts[1])
    case "lean": return Source(feed: LeanFeed(path: parts[1]), path: parts[1])
    case "binance": return Source(feed: BinanceFeed(path: parts[1]), path: parts[1])
    case "lobster": return Source(feed: LobsterFeed(path: parts[1]), path: parts[1])
    default: throw unknown(text, option)
    }
  }

  /// The feed of a database; nil where the text names none.
  private static func database(_ text: String, query: String?) throws(CommandFailure) -> Source? {
    do throws(FeedError) {
      guard let (database, table) = try Database.parse(text) else { return nil }
      if let query, table != nil {
        throw FeedError(
          .wrongUsage, "--query '\(query)' says what is read; leave the table out of --source \(text.withoutPasswords)."
        )
      }
      let path = if case .sqlite(let path) = database { path } else { database.name }
      return Source(feed: DatabaseFeed(database, rows: query.map { .query($0) } ?? .table(table)), path: path)
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func unknown(_ text: String, _ option: String) -> CommandFailure {
    CommandFailure(
      .wrongUsage,
      "\(option) '\(text)' is of no known kind; write one of \(kinds), or ./\(text) for a file of that name."
    )
  }

  /// - Throws: ``CommandFailure`` where one of the sources can't be read twice.
  static func refuseRepetition(_ sources: [Source]) throws(CommandFailure) {
    if sources.count(where: { $0.path == "-" }) > 1 {
      throw CommandFailure(.wrongUsage, "Standard input is named twice as a source; it can be read once.")
    }
    if sources.count(where: { $0.path == nil }) > 1 {
      throw CommandFailure(.wrongUsage, "--source sim is given twice; there is one simulated market.")
    }
  }
}
