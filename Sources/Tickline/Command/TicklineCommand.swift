public import ArgumentParser
internal import Generators

/// The command `tickline`.
public struct TicklineCommand: ParsableCommand {
  /// What the command is called and can do.
  public static let configuration = CommandConfiguration(
    commandName: "tickline",
    abstract: "A streaming engine for market data, built on coroutines.",
    version: "0.1.0",
    subcommands: [RunCommand.self, SourcesCommand.self])

  /// For the argument parser.
  public init() {}

  /// Parses the command line, does what it says and ends the process with an exit code of the project's contracts. A bot or
  /// a feed that runs out of stack is named.
  public static func main() { main(Array(CommandLine.arguments.dropFirst()), bots: BotCatalogue.own) }

  /// The same with bots of one's own beside the usual ones; the first of them is the one that is run where none is named.
  ///
  /// ```swift
  /// TicklineCommand.main(bots: DipBuyerOptions.self)
  /// ```
  public static func main(bots first: any CommandBot.Type, _ more: any CommandBot.Type...) {
    main(Array(CommandLine.arguments.dropFirst()), bots: [first] + more + BotCatalogue.own)
  }

  private static func main(_ arguments: [String], bots: [any CommandBot.Type]) {
    StackOverflowReport.enable()
    do {
      try run(arguments, BotCatalogue(bots: bots).bot(namedIn: arguments))
    } catch let failure as CommandFailure {
      StandardError.say("tickline: \(failure)")
      exit(withError: ExitCode(failure.code.rawValue))
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      let sentence = message(for: error)
      let end = sentence.last.map { ".?!".contains($0) } == true ? "" : "."
      StandardError.say("tickline: \(sentence)\(end) See tickline \(helpName) --help.")
      exit(withError: ExitCode(CommandFailure.Code.wrongUsage.rawValue))
    }
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

  /// The subcommand whose help is to be read: the one that was named, or else the first.
  private static var helpName: String {
    let named = CommandLine.arguments.dropFirst().first
    return ["run", "backtest", "sources"].first { $0 == named } ?? "run"
  }
}
