public import Generators
public import TicklineMarkets

/// The files that a path leads to, read one after the other in the order of their names: one file, those of a folder, or
/// those that match a pattern.
///
/// ```swift
/// let week = FilesFeed(path: "ticks/2013-10-*.csv", kind: "csv") { CSVFeed(path: $0) }
/// ```
///
/// One file is open at a time. Which files there are is looked up when the first event is asked for.
public struct FilesFeed: Feed {
  /// A file, a folder, a pattern, or `-` for standard input.
  public let path: String

  /// What a command line calls the format; nil where it is found by looking.
  public let kind: String?

  private let feed: (String) -> any Feed

  /// A feed of files.
  ///
  /// - Parameters:
  ///   - path: a file, a folder, a pattern, or `-` for standard input.
  ///   - kind: what a command line calls the format, for ``name``.
  ///   - feed: makes the feed of one file.
  public init(path: String, kind: String? = nil, feed: @escaping (String) -> any Feed) {
    self.path = path
    self.kind = kind
    self.feed = feed
  }

  /// The path, after what a command line calls the format: `csv:ticks`.
  public var name: String { kind.map { "\($0):\(path)" } ?? path }

  /// The events of the files, one by one.
  ///
  /// - Throws: ``FeedError/Code/noInput`` where there is no file; what the feed of a file throws.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The blocks of the files.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let (path, feed) = (path, feed)
    return Generator { yield in
      for file in try FileList(path: path).files where !session.isInterrupted() {
        guard session.sources.count < SourceTable.maximumCount else {
          throw FeedError(
            .wrongUsage,
            "\(file) is one source too many: a run has at most \(SourceTable.maximumCount); read fewer files.")
        }
        try yield(from: feed(file).blocks(in: session))
      }
    }
  }
}
