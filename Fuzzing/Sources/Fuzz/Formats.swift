import TicklineFeeds

/// What is tried: one parser each, by the name that `Fuzzing/run` and the folders of `Fuzzing/Corpus` use.
let formats: [String: @Sendable (String) -> any Feed] = [
  "csv": { CSVFeed(path: $0) },
  "jsonl": { JSONLinesFeed(path: $0) },
]
