public import ArgumentParser
internal import Generators

/// The command `tickline`.
public struct TicklineCommand: ParsableCommand {
  /// What the command is called and can do.
  public static let configuration = CommandConfiguration(
    commandName: "tickline",
    abstract: "A streaming engine for market data, built on coroutines.",
    version: "0.1.0",
    subcommands: [SourcesCommand.self, LinesCommand.self, ConvertCommand.self])

  /// For the argument parser.
  public init() {}

  /// Parses the command line, does what it says and ends the process with an exit code of the project's contracts. A bot or
  /// a feed that runs out of stack is named.
  public static func main() { main(Array(CommandLine.arguments.dropFirst()), bots: BotCatalogue.own) }

  /// The same with bots of one's own beside the usual ones; the first of them is the one that is run and tested where none is
  /// named.
  ///
  /// ```swift
  /// TicklineCommand.main(bots: DipBuyerOptions.self)
  /// ```
  public static func main(bots first: any CommandBot.Type, _ more: any CommandBot.Type...) {
    main(Array(CommandLine.arguments.dropFirst()), bots: [first] + more + BotCatalogue.own)
  }

  /// The same with arguments that are not the process's own: for tests.
  package static func main(_ arguments: [String], bots: [any CommandBot.Type]) {
    StackOverflowReport.enable()
    do {
      let catalogue = BotCatalogue(bots: bots)
      let bot = try catalogue.bot(namedIn: arguments)
      try BotCatalogue.$current.withValue(catalogue) { try run(arguments, bot) }
    } catch let failure as CommandFailure {
      StandardError.say("tickline: \(failure)")
      exit(withError: ExitCode(failure.code.rawValue))
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      let sentence = message(for: error)
      let end = sentence.last.map { ".?!".contains($0) } == true ? "" : "."
      StandardError.say("tickline: \(sentence)\(end) See tickline \(helpName(arguments)) --help.")
      exit(withError: ExitCode(CommandFailure.Code.wrongUsage.rawValue))
    }
  }

  /// The subcommand whose help is to be read: the one that was named, or else the first.
  private static func helpName(_ arguments: [String]) -> String {
    let names = CommandRoot<ThresholdOptions>.configuration.subcommands.map { $0._commandName }
    return names.first { $0 == arguments.first } ?? "run"
  }

  private static func run<Options: CommandBot>(_ arguments: [String], _ bot: Options.Type) throws {
    do {
      var command = try CommandRoot<Options>.parseAsRoot(arguments)
      try command.run()
    } catch {
      // The root that parsed knows how to say what is wrong, or which help was asked for.
      guard CommandRoot<Options>.exitCode(for: error) == .validationFailure || error is CommandFailure else {
        CommandRoot<Options>.exit(withError: error)
      }
      throw error
    }
  }
}
