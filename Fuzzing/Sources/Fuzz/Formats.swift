import TicklineFeeds

/// A parser that is tried.
struct Format: Sendable {
  /// What its file is called: some formats have the symbol and the day in the name.
  let fileName: String
  let feed: @Sendable (String) -> any Feed
}

/// One parser each, by the name that `Fuzzing/run` and the folders of `Fuzzing/Corpus` use.
let formats: [String: Format] = [
  "csv": Format(fileName: "ticks.csv") { CSVFeed(path: $0) },
  "jsonl": Format(fileName: "ticks.jsonl") { JSONLinesFeed(path: $0) },
  "binance": Format(fileName: "BTCUSDT-trades-2024-08-08.csv") { BinanceFeed(path: $0) },
  "lean-trade": Format(fileName: "20131010_spy_Trade_Tick.csv") { LeanFeed(path: $0) },
  "lean-quote": Format(fileName: "20131010_spy_Quote_Tick.csv") { LeanFeed(path: $0) },
  "lobster": Format(fileName: "AAPL_2012-06-21_34200000_57600000_message_10.csv") { LobsterFeed(path: $0) },
]
