internal import TicklineFeeds

/// Where ticks come from, as a command line says it.
enum SourceSpec {
  private static let kinds =
    "sim, csv:PATH, jsonl:PATH, lean:PATH, binance:PATH, lobster:PATH, a PATH, - for standard input"

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
    case "lean": return (LeanFeed(path: parts[1]), parts[1])
    case "binance": return (BinanceFeed(path: parts[1]), parts[1])
    case "lobster": return (LobsterFeed(path: parts[1]), parts[1])
    default: throw unknown(text)
    }
  }

  private static func unknown(_ text: String) -> CommandFailure {
    CommandFailure(
      .wrongUsage,
      "--source '\(text)' is of no known kind; write one of \(kinds), or ./\(text) for a file of that name."
    )
  }
}
