internal import ArgumentParser
internal import TicklineFeeds

/// `tickline sources`: what there is in some sources.
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Describes what is in some sources: symbols, times, counts, corrupt rows, gaps, prices, latency.",
    discussion: """
      One pass over all of them, merged by time, in memory for each symbol alone.

      EXAMPLES
        tickline sources ticks.csv
        tickline sources csv:2013-10 --from 2013-10-08 --to 2013-10-09
        tickline sources 'days/*.csv' --symbols SPY --collar 1% --stale 5s
        tickline sources a.csv jsonl:b.jsonl --format json

      NOTIONAL is the sum of price times size of all that was traded, exact to the
      last digit: of the good trades, and of those that their source marks as bad
      (flaggedNotional is their part). LATENCY is the time of receipt less the
      venue's: the median is right within 1.6 %, the least and the most are exact;
      negative ones are counted.

      With --format json there is one object for each symbol and one at the end:
        {"event":"symbol","symbol":"SPY","first":"…","last":"…","trades":9,
         "quotes":0,"bars":0,"statuses":0,"gaps":0,"missing":0,"corrupt":1,
         "reasons":{"negativePrice":1},"low":"165.59","high":"169.26",
         "notional":"2533.10","flaggedNotional":"0.00","latency":{"count":9,
         "negative":0,"min":1200,"median":1500,"max":9000}}
        {"event":"summary","source":["csv:ticks.csv"],"symbols":["SPY"],
         "events":10,"unattributed":0, … the same fields …,"seconds":0.1}
      Prices and the notional are decimal strings, latencies nanoseconds. What is
      not known is null.

      EXIT CODES
        0    done
        64   wrong usage
        65   a source's content can't be used at all
        66   there is no such source, or it can't be read
        74   reading or writing failed half-way; what was read is described
        130  interrupted; what was read is described
      """)

  @Argument(
    help: ArgumentHelp(
      "What to describe: csv:PATH, jsonl:PATH, lean:PATH, binance:PATH, lobster:PATH, sqlite:PATH, postgres://USER@HOST/DB, a PATH, or - for standard input. A PATH is a file, a folder or a pattern.",
      valueName: "spec"))
  var specs: [String]

  @Option(help: ArgumentHelp("Which symbols, separated by commas. (default: all)", valueName: "list"))
  var symbols: [String] = []

  @OptionGroup var slice: SliceOptions

  @OptionGroup var feed: FeedOptions

  @Option(help: "How the description is written: text or json.")
  var format: OutputFormat = .text

  @Flag(help: "Leaves out remarks, such as how times were recognised.")
  var quiet = false

  func run() throws {
    let plan = try SourcesPlan(self)
    do { try SourcesProgram(plan).run() } catch { throw CommandFailure(error) }
  }
}
