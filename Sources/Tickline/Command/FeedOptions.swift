internal import ArgumentParser
internal import TicklineMarkets

/// The options that say how sources are read, the same for every command that reads some.
struct FeedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Columns with other names, or their numbers: time=when,symbol=ticker,price=last,size=qty.", valueName: "list"))
  var columns: String?

  @Option(
    help: ArgumentHelp("How times are written: iso8601, s, ms, us or ns. (default: recognised)", valueName: "format"))
  var timeFormat: TimestampFormat?

  @Flag(help: "Rounds prices finer than 1e-9 instead of taking them for corrupt.")
  var roundPrices = false

  @Option(help: ArgumentHelp("Symbols whose prices may be zero or negative.", valueName: "list"))
  var allowNegative: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Trades whose price is further than this from the median of the last good ones are corrupt: 2%.",
      valueName: "percent"))
  var collar: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many good prices the median of --collar is made of. (default: 100)", valueName: "count"))
  var collarWindow: Int?

  @Option(
    help: ArgumentHelp(
      "refuse: trades whose number is among the symbol's last 4096 are corrupt. (default: allow)", valueName: "choice"))
  var duplicates: DuplicateChoice = .allow

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Events further than this behind the newest time of their source are corrupt: 5s, 250ms, 2m.", valueName: "time"))
  var stale: String?

  @Option(
    help: ArgumentHelp(
      "Trades with one of these conditions are corrupt: numbers of bits, 0 to 31, or masks, 0x2000.", valueName: "list")
  )
  var skipConditions: [String] = []
}

/// What happens to a trade whose number was there before.
enum DuplicateChoice: String, CaseIterable, ExpressibleByArgument {
  case allow, refuse
}
