public import ArgumentParser
internal import Generators

/// The command `tickline`.
public struct TicklineCommand: ParsableCommand {
  /// What the command is called and can do.
  public static let configuration = CommandConfiguration(
    commandName: "tickline",
    abstract: "A streaming engine for market data, built on coroutines.",
    version: "0.1.0",
    subcommands: [RunCommand.self, SourcesCommand.self, LinesCommand.self, ConvertCommand.self])

  /// For the argument parser.
  public init() {}

  /// Parses the command line, does what it says and ends the process with an exit code of the project's contracts. A bot or
  /// a feed that runs out of stack is named.
  public static func main() {
    StackOverflowReport.enable()
    do {
      var command = try parseAsRoot()
      try command.run()
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

  /// The subcommand whose help is to be read: the one that was named, or else the first.
  private static var helpName: String {
    let named = CommandLine.arguments.dropFirst().first
    return configuration.subcommands.map { $0._commandName }.first { $0 == named } ?? "run"
  }
}
