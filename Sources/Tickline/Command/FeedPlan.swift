internal import TicklineFeeds
internal import TicklineMarkets

/// How a command reads its sources: the options, checked and with their defaults.
struct FeedPlan {
  let reading: ReadingOptions
  let checks: EventChecks
  /// The span of time that is read.
  let start: Timestamp?, end: Timestamp?

  /// - Throws: ``CommandFailure`` where the options make no sense.
  init(_ options: FeedOptions, _ slice: SliceOptions) throws(CommandFailure) {
    do {
      let columns = try options.columns.map { text throws(FeedError) in try ColumnNames(parsing: text) }
      reading = ReadingOptions(
        timeFormat: options.timeFormat, columns: columns ?? ColumnNames(), roundsPrices: options.roundPrices,
        negativePriceSymbols: Set(try SymbolList.parse(options.allowNegative, option: "--allow-negative") ?? []))
    } catch {
      throw CommandFailure(error)
    }
    start = try slice.from.map { text throws(CommandFailure) in try OptionText.moment(text, option: "--from") }
    end = try slice.to.map { text throws(CommandFailure) in try OptionText.moment(text, option: "--to") }
    if let start, let end, start >= end {
      throw CommandFailure(.wrongUsage, "--from \(start) is not before --to \(end); nothing lies between them.")
    }
    checks = EventChecks(
      collar: try FeedPlan.collar(options),
      duplicateWindow: options.duplicates == .refuse ? EventChecks.usualDuplicateWindow : nil,
      staleAfter: try options.stale.map { text throws(CommandFailure) in
        try OptionText.duration(text, option: "--stale")
      },
      skippedConditions: try OptionText.conditions(options.skipConditions, option: "--skip-conditions"))
  }

  private static func collar(_ options: FeedOptions) throws(CommandFailure) -> PriceCollar? {
    let window = options.collarWindow ?? PriceCollar.usualWindow
    guard (1...PriceCollar.largestWindow).contains(window) else {
      throw CommandFailure(
        .wrongUsage, "--collar-window \(window) is out of range; give a count from 1 to \(PriceCollar.largestWindow).")
    }
    guard let text = options.collar else {
      guard options.collarWindow == nil else {
        throw CommandFailure(.wrongUsage, "--collar-window needs --collar; say how far a price may be: --collar 2%.")
      }
      return nil
    }
    return PriceCollar(try OptionText.percentage(text, option: "--collar", upTo: PriceCollar.widest), window: window)
  }

  /// The part of one source that is read.
  func slice(_ feed: any Feed) -> any Feed {
    start == nil && end == nil ? feed : SlicedFeed(feed, from: start, to: end)
  }

  /// All sources as one feed, checked.
  ///
  /// Without options nothing stands between: the clock rule alone is the bridge's.
  func feed(of sources: [any Feed]) -> any Feed {
    let parts = sources.map(slice)
    let whole: any Feed = parts.count == 1 ? parts[0] : MergedFeed(parts)
    return checks.isEmpty ? whole : CheckedFeed(whole, checks)
  }
}
