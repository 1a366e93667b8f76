internal import ArgumentParser
internal import TicklineMarkets

/// `tickline convert`: any feed into any store.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Writes the trades of a feed into a file or a database; goes on where it was interrupted.",
    discussion: """
      A store keeps time, symbol, price and size of each trade, to the last digit. Corrupt rows are counted, and written \
      to --rejects.

      EXAMPLES
        tickline convert --source csv:ticks.csv --to sqlite:ticks.db
        tickline convert --source ticks.jsonl --to csv:ticks.csv --rejects bad.jsonl
        tickline convert --source sqlite:ticks.db --to postgres://me@localhost/db
        tickline convert --source ticks.csv --from 2024-02-29 --to csv:late.csv
        tickline convert --source sim --seed 42 --ticks 100000 --to csv:sim.csv

      How far the source was read is kept with the rows, in the same transaction: the same command after an interruption, \
      of whatever kind, goes on there, without a row lost or twice. After the end it adds what has come to the source \
      since. What is there already and is no such store is never written over.

      EXIT CODES
        0    done
        64   wrong usage
        65   the input's content can't be used at all
        66   there is no such input, or it can't be read
        69   a service is not there
        73   the store can't be made
        74   reading or writing failed half-way; what was committed is kept
        130  interrupted; what was read is kept
      """)

  @Option(
    help: ArgumentHelp(
      "Where they go: csv:PATH, jsonl:PATH, sqlite:PATH[?table=NAME] or postgres://USER@HOST:PORT/DB[?table=NAME].",
      valueName: "spec"))
  var to: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "From when on: a date, a date and a time (UTC where no zone is named), or an integer stamp.", valueName: "time"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Until when, that moment not included; written as --from is.", valueName: "time"))
  var until: String?

  @Option(help: ArgumentHelp("Writes every corrupt row to a file, a line of JSON each.", valueName: "file"))
  var rejects: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("How many rows make a transaction.", valueName: "count"))
  var batch = 50_000

  @Flag(help: "Writes the last line alone.")
  var quiet = false

  @OptionGroup(title: "Input") var input: InputOptions

  func run() throws {
    let plan = try ConvertPlan(self)
    do { try ConvertProgram(plan).run() } catch { throw CommandFailure(error) }
  }
}
