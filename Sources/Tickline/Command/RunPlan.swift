internal import TicklineFeeds
internal import TicklineMarkets
internal import TicklineTrading

/// What `tickline run` is to do, whatever the bot: the options, checked and with their defaults.
struct RunPlan {
  let sources: [Source]
  /// All sources as one feed: cut, merged, checked and paced as the options say.
  let feed: any Feed
  /// Whether the simulated market is all there is.
  var isSimulated: Bool { sources.allSatisfy { $0.path == nil } }
  /// The files that are read, as far as they can be told beforehand, `-` for standard input.
  var files: [String] { sources.flatMap(\.files) }
  /// What a sentence calls the sources.
  var inputName: String { sources.map(\.inputName).joined(separator: ", ") }
  /// The simulated market's seed.
  let seed: UInt64?
  /// Nil for all.
  let symbols: [String]?
  /// Nil for all.
  let ticks: Int?
  let reading: ReadingOptions
  let instruments: InstrumentPlan
  let policy: CorruptPolicy
  let audit: String?
  let format: OutputFormat
  let isQuiet: Bool

  /// - Throws: ``CommandFailure`` where the options make no sense.
  init(
    _ options: RunOptions, input: InputOptions, slice: SliceOptions, instruments: InstrumentPlan
  ) throws(CommandFailure) {
    let specs = input.source.isEmpty ? ["sim"] : input.source
    let hasSimulation = specs.contains("sim")
    try RunPlan.refuseSimulationOptions(input, unless: hasSimulation)
    let seed = hasSimulation ? input.seed ?? UInt64.random(in: 0..<1 << 32) : nil
    self.seed = seed
    sources = try specs.map { spec throws(CommandFailure) in
      spec == "sim" ? SourceSpec.simulated(seed: seed ?? 0, input) : try SourceSpec.source(spec, query: input.query)
    }
    try SourceSpec.refuseRepetition(sources)
    if input.query != nil, sources.count(where: { $0.feed is DatabaseFeed }) != 1 {
      throw CommandFailure(
        .wrongUsage, "--query is for one database; give one as --source sqlite:PATH or postgres://….")
    }
    let isSimulated = specs.allSatisfy { $0 == "sim" }
    symbols = try SymbolList.parse(input.symbols, option: "--symbols") ?? (isSimulated ? ["AAPL"] : nil)
    ticks = input.ticks ?? (hasSimulation ? 30 : nil)
    if let ticks, ticks < 0 {
      throw CommandFailure(.wrongUsage, "--ticks \(ticks) is negative; give a count of 0 or more.")
    }
    let plan = try FeedPlan(input.feed, slice)
    if hasSimulation && (plan.start != nil || plan.end != nil) {
      throw CommandFailure(
        .wrongUsage, "--from and --to are not for the simulated market, which never ends; use --ticks.")
    }
    reading = plan.reading
    let merged = plan.feed(of: sources.map(\.feed))
    feed = try OptionText.speed(options.speed, option: "--speed").map { PacedFeed(merged, speed: $0) } ?? merged
    self.instruments = instruments
    policy = options.onCorrupt
    audit = options.audit
    format = options.format
    isQuiet = options.quiet
  }

  private static func refuseSimulationOptions(
    _ options: InputOptions, unless isSimulated: Bool
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
}
