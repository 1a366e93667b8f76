internal import ArgumentParser

/// The command `tickline` with the options of the bot that its arguments name, so that the parser knows them.
struct CommandRoot<Options: CommandBot>: ParsableCommand {
  static var configuration: CommandConfiguration {
    var configuration = TicklineCommand.configuration
    configuration.subcommands.insert(RunCommand<Options>.self, at: 0)
    configuration.subcommands.append(BacktestCommand<Options>.self)
    return configuration
  }
}
