internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineTrading

/// What `tickline run` is to do: the options, checked and with their defaults.
struct RunPlan {
  let feed: any Feed
  /// The feed's file, `-` for standard input; nil for the simulated market.
  let path: String?
  /// What a sentence calls the feed.
  var inputName: String { path == "-" ? "standard input" : feed.name }
  /// The simulated market's seed.
  let seed: UInt64?
  /// Nil for all.
  let symbols: [String]?
  /// Nil for all.
  let ticks: Int?
  let reading: ReadingOptions
  let bot: ThresholdBot
  let policy: CorruptPolicy
  let audit: String?
  let format: OutputFormat
  let isQuiet: Bool

  /// - Throws: ``CommandFailure`` where the options make no sense.
  init(_ options: RunOptions) throws(CommandFailure) {
    guard options.source.count < 2 else {
      throw CommandFailure(.wrongUsage, "--source may be given once; run the command for one source after the other.")
    }
    let spec = options.source.first ?? "sim"
    let isSimulated = spec == "sim"
    try RunPlan.refuseSimulationOptions(options, unless: isSimulated)
    seed = isSimulated ? options.seed ?? UInt64.random(in: 0..<1 << 32) : nil
    symbols = try RunPlan.symbols(options.symbols, option: "--symbols") ?? (isSimulated ? ["AAPL"] : nil)
    ticks = options.ticks ?? (isSimulated ? 30 : nil)
    if let ticks, ticks < 0 {
      throw CommandFailure(.wrongUsage, "--ticks \(ticks) is negative; give a count of 0 or more.")
    }
    (feed, path) = try SourceSpec.feed(spec, seed: seed ?? 0, options)
    reading = try RunPlan.reading(options)
    bot = try RunPlan.bot(options)
    policy = options.onCorrupt
    audit = options.audit
    format = options.format
    isQuiet = options.quiet
  }

  private static func refuseSimulationOptions(
    _ options: RunOptions, unless isSimulated: Bool
  ) throws(CommandFailure) {
    if let rate = options.corruptRate, !(0...1).contains(rate) {
      throw CommandFailure(.wrongUsage, "--corrupt-rate \(rate) is no share; give a number from 0 to 1.")
    }
    guard !isSimulated else { return }
    let given = [
      options.seed != nil ? "--seed" : nil, options.walk ? "--walk" : nil,
      options.corruptRate != nil ? "--corrupt-rate" : nil,
    ].compactMap { $0 }
    if let first = given.first {
      throw CommandFailure(
        .wrongUsage, "\(first) is for the simulated market alone; leave it out, or use --source sim.")
    }
  }

  /// The symbols of an option that may be given several times, each once; nil where it was not given.
  private static func symbols(_ lists: [String], option: String) throws(CommandFailure) -> [String]? {
    guard !lists.isEmpty else { return nil }
    let table = InstrumentTable()
    for symbol in lists.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }).map(String.init) {
      guard table.id(of: symbol) != .none else {
        throw CommandFailure(
          .wrongUsage,
          "\(option) names '\(symbol)', which is no symbol of 1 to 64 visible characters; separate symbols by commas, "
            + "without blanks.")
      }
    }
    return table.symbols
  }

  private static func reading(_ options: RunOptions) throws(CommandFailure) -> ReadingOptions {
    do {
      return ReadingOptions(
        timeFormat: options.timeFormat,
        columns: try options.columns.map { text throws(FeedError) in try ColumnNames(parsing: text) } ?? ColumnNames(),
        roundsPrices: options.roundPrices,
        negativePriceSymbols: Set(try symbols(options.allowNegative, option: "--allow-negative") ?? []))
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func bot(_ options: RunOptions) throws(CommandFailure) -> ThresholdBot {
    let entry = try price(options.entry, option: "--entry")
    let exit = try price(options.exit, option: "--exit")
    guard entry < exit else {
      throw CommandFailure(
        .wrongUsage,
        "--entry \(entry) is not below --exit \(exit); the bot buys at or below the one, sells at or above the other.")
    }
    return ThresholdBot(entry: entry, exit: exit)
  }

  private static func price(_ text: String, option: String) throws(CommandFailure) -> Price {
    let bytes = Array(text.utf8)
    do throws(NumberFault) { return try Price(parsing: bytes.span) } catch {
      let fault =
        switch error {
        case .malformed: "no price; write a decimal number such as 149.20"
        case .tooFine: "finer than 1e-9; write at most nine digits behind the point"
        case .tooLarge: "too large; prices go up to \(Price(nanos: .max))"
        }
      throw CommandFailure(.wrongUsage, "\(option) '\(text)' is \(fault).")
    }
  }
}
