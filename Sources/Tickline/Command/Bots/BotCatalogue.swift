internal import ArgumentParser

/// The bots that a command line can name.
struct BotCatalogue: Sendable {
  /// Those of the command line that is worked on: a help text, which a type makes, lists them.
  @TaskLocal static var current = BotCatalogue(bots: own)

  /// Those that come with Tickline.
  static let own: [any CommandBot.Type] = [
    ThresholdOptions.self, CrossoverOptions.self, MeanReversionOptions.self, BreakoutOptions.self, BracketOptions.self,
    PairOptions.self, MarketMakerOptions.self,
  ]

  /// The first is the one that is run where none is named.
  let bots: [any CommandBot.Type]

  /// The names, as a sentence lists them.
  var names: String { bots.map { $0.botName }.joined(separator: ", ") }

  /// The bot that arguments name with `--bot`: it is looked for before they are parsed, since its options are a part of what
  /// they may be.
  ///
  /// - Throws: ``CommandFailure`` where there is no such bot.
  func bot(namedIn arguments: [String]) throws(CommandFailure) -> any CommandBot.Type {
    guard arguments.contains("run") || arguments.contains("backtest"), let name = name(in: arguments) else {
      return bots[0]
    }
    guard let bot = bots.first(where: { $0.botName == name }) else {
      throw CommandFailure(
        .wrongUsage, "--bot '\(name)' is not known; the bots are \(names).")
    }
    return bot
  }

  private func name(in arguments: [String]) -> String? {
    // Of several the last counts, as of every option.
    for (index, argument) in arguments.enumerated().reversed() {
      if argument == "--bot" { return index + 1 < arguments.count ? arguments[index + 1] : nil }
      if argument.hasPrefix("--bot=") { return String(argument.dropFirst("--bot=".count)) }
    }
    return nil
  }
}
