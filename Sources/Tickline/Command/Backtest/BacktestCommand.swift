internal import ArgumentParser

/// `tickline backtest`: a bot on recorded ticks, with a broker, an account and a report.
struct BacktestCommand<Options: CommandBot>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backtest",
      abstract: "Runs a bot on recorded ticks with a simulated broker and an account, and reports on it.",
      discussion: """
        The bots are \(BotCatalogue.current.names).
        --bot NAME --help shows the options of each; those of \(Options.botName) are below.

        EXAMPLES
          tickline backtest --source sim --seed 42 --walk
          tickline backtest --source ticks.csv --bot crossover --fast 5 --slow 20
          tickline backtest --source ticks.csv --size 100 --fees share:0.005,min:1
          tickline backtest --source ticks.csv --report report.html --trades t.csv

        An order is filled by the first event after its latency, never by the one
        that caused it. Prices are taken as they are: neither splits nor dividends
        are accounted for.

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
  @OptionGroup(title: "Backtest") var options: BacktestOptions
  @OptionGroup(title: "Broker") var broker: BrokerOptions
  @OptionGroup(title: "Risk") var risk: RiskOptions
  @OptionGroup(title: "Instruments") var instruments: InstrumentOptions
  @OptionGroup(title: "Instruments") var contracts: ContractOptions
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Input") var slice: SliceOptions

  func run() throws {
    let known = try InstrumentPlan(instruments, contracts)
    let plan = try BacktestPlan(
      options, input: input, slice: slice, broker: broker, risk: risk, instruments: known, bot: botOptions)
    do { try BacktestProgram(plan).run() } catch { throw CommandFailure(error) }
  }
}
