internal import TicklineFeeds

/// Where ticks come from, as a command line says it.
enum SourceSpec {
  private static let kinds =
    "sim, csv:PATH, jsonl:PATH, sqlite:PATH, postgres://USER@HOST/DB, a PATH, - for standard input"

  /// The feed that a text names, and the file it reads.
  ///
  /// - Throws: ``CommandFailure`` where there is no such kind of source.
  static func feed(_ text: String, seed: UInt64, _ options: RunOptions) throws(CommandFailure) -> (
    feed: any Feed, path: String?
  ) {
    if text == "sim" {
      let market = SimulatedMarket(
        seed: seed, motion: options.walk ? .walk : .uniform, corruptRate: options.corruptRate ?? 0.1)
      return (market, nil)
    }
    if let source = try database(text, query: options.query) { return source }
    guard options.query == nil else {
      throw CommandFailure(.wrongUsage, "--query is for databases alone; leave it out, or use --source sqlite:PATH.")
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].contains("/"), !parts[0].contains(".") else {
      guard !text.isEmpty else {
        throw CommandFailure(.wrongUsage, "--source names nothing; write one of \(kinds).")
      }
      return (TextFeed(path: text), text)
    }
    guard !parts[1].isEmpty else {
      throw CommandFailure(.wrongUsage, "--source \(text) names no file; write \(parts[0]):PATH.")
    }
    switch parts[0] {
    case "csv": return (CSVFeed(path: parts[1]), parts[1])
    case "jsonl": return (JSONLinesFeed(path: parts[1]), parts[1])
    default: throw unknown(text)
    }
  }

  /// The feed of a database; nil where the text names none.
  private static func database(_ text: String, query: String?) throws(CommandFailure) -> (
    feed: any Feed, path: String?
  )? {
    do throws(FeedError) {
      guard let (database, table) = try Database.parse(text) else { return nil }
      if let query, table != nil {
        throw FeedError(
          .wrongUsage, "--query '\(query)' says what is read; leave the table out of --source \(text.withoutPasswords)."
        )
      }
      let path = if case .sqlite(let path) = database { path } else { database.name }
      return (DatabaseFeed(database, rows: query.map { .query($0) } ?? .table(table)), path)
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func unknown(_ text: String) -> CommandFailure {
    CommandFailure(
      .wrongUsage,
      "--source '\(text)' is of no known kind; write one of \(kinds), or ./\(text) for a file of that name."
    )
  }
}
