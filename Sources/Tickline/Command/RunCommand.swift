internal import ArgumentParser
internal import Generators
internal import TicklineFeeds
internal import TicklineTrading

/// `tickline run`: a bot on a feed.
struct RunCommand<Options: CommandBot>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: "Runs a bot on a feed; where none is named, \(Options.botName).",
      discussion: """
        Without options it is the tutorial's program: 30 ticks of AAPL from a \
        simulated market, and a bot that buys low, sells high, and starts over at a \
        corrupt tick.

        The bots are \(BotCatalogue.current.names).
        --bot NAME --help shows the options of each; those of \(Options.botName) are below.

        EXAMPLES
          tickline run --seed 42
          tickline run --symbols AAPL,MSFT --ticks 100 --walk --on-corrupt hold
          tickline run --source ticks.csv --symbols AAPL --entry 149.50 --exit 151
          tickline run --source jsonl:ticks.jsonl --audit trades.log --format json
          tickline run --source 'lean:spy/*_trade.zip' --bot breakout --bars 1m
          curl -s $URL/ticks.csv.gz | tickline run --source - --quiet
          tickline run --source a.csv --source b.csv --from 2024-02-29 --collar 1%
          tickline run --source sqlite:ticks.db --query 'SELECT * FROM trades'
          tickline run --source postgres://me@localhost/market --quiet

        A market order fills at the price of the tick that caused it. Nothing is \
        charged, and no account is kept: tickline backtest does both.

        EXIT CODES
          0    done
          64   wrong usage
          65   the input's content can't be used at all
          66   there is no such input, or it can't be read
          69   a service is not there
          70   a bot failed
          73   an output can't be made
          74   reading or writing failed half-way
          130  interrupted
        """)
  }

  @Option(help: ArgumentHelp("Which bot.", valueName: "name"))
  var bot: String = Options.botName

  @OptionGroup(title: "Options of the bot") var botOptions: Options
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Input") var slice: SliceOptions
  @OptionGroup(title: "Run") var options: RunOptions
  @OptionGroup(title: "Instruments") var instruments: InstrumentOptions

  func run() throws {
    let plan = try RunPlan(options, input: input, slice: slice, instruments: InstrumentPlan(instruments))
    let bot = try botOptions.bot(size: try TradingText.number(options.size, option: "--size"))
    do { try RunProgram(plan, bot: bot).run() } catch { throw CommandFailure(error) }
  }
}
