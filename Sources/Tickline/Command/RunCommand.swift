internal import ArgumentParser
internal import Generators
internal import TicklineFeeds
internal import TicklineTrading

/// `tickline run`: a bot on a feed.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs the threshold bot on a feed: it buys low, sells high, and starts over at a corrupt tick.",
    discussion: """
      Without options it is the tutorial's program: 30 ticks of AAPL from a simulated market.

      EXAMPLES
        tickline run --seed 42
        tickline run --symbols AAPL,MSFT --ticks 100 --walk --on-corrupt hold
        tickline run --source ticks.csv --symbols AAPL --entry 149.50 --exit 151
        tickline run --source jsonl:ticks.jsonl --audit trades.log --format json
        zcat ticks.csv.gz | tickline run --source - --quiet
        tickline run --source a.csv --source b.csv --from 2024-02-29 --collar 1%

      An order fills at the price of the tick that caused it, one unit.

      EXIT CODES
        0    done
        64   wrong usage
        65   the input's content can't be used at all
        66   there is no such input, or it can't be read
        70   a bot failed
        73   an output can't be made
        74   reading or writing failed half-way
        130  interrupted
      """)

  @OptionGroup var options: RunOptions

  func run() throws {
    let plan = try RunPlan(options)
    do { try RunProgram(plan).run() } catch { throw CommandFailure(error) }
  }
}
