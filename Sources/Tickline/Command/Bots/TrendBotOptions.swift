internal import ArgumentParser
internal import TicklineMarkets
internal import TicklineTrading

/// The options of ``CrossoverBot``.
struct CrossoverOptions: CommandBot {
  static let botName = "crossover"

  @Option(help: ArgumentHelp("Closes in the fast average.", valueName: "count"))
  var fast = 5

  @Option(help: ArgumentHelp("Closes in the slow average.", valueName: "count"))
  var slow = 20

  @Option(help: ArgumentHelp("Bars: a time such as 1m, volume:NUMBER or count:NUMBER.", valueName: "rule"))
  var bars = BarRule.minutes(1)

  func validate() throws {
    guard 0 < fast, fast < slow else {
      throw ValidationError("--fast \(fast) and --slow \(slow) are no pair; the fast average is of fewer closes.")
    }
  }

  func bot(size: Quantity) -> any Bot { CrossoverBot(fast: fast, slow: slow, bars: bars, size: size) }
}

/// The options of ``BreakoutBot``.
struct BreakoutOptions: CommandBot {
  static let botName = "breakout"

  @Option(help: ArgumentHelp("Bars in the channel.", valueName: "count"))
  var length = 20

  @Option(help: ArgumentHelp("How far below the highest close it leaves, in basis points.", valueName: "number"))
  var trail = 100

  @Option(help: ArgumentHelp("Bars: a time such as 1m, volume:NUMBER or count:NUMBER.", valueName: "rule"))
  var bars = BarRule.minutes(1)

  func validate() throws {
    guard length > 0 else { throw ValidationError("--length \(length) is no channel; give a count of 1 or more.") }
    guard 0...10_000 ~= trail else {
      throw ValidationError("--trail \(trail) is no distance; give basis points from 0 to 10000.")
    }
  }

  func bot(size: Quantity) -> any Bot {
    BreakoutBot(length: length, trailBasisPoints: trail, bars: bars, size: size)
  }
}
