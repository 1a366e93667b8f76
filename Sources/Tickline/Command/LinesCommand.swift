internal import ArgumentParser

/// `tickline lines`: the lines of logs.
struct LinesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: "Prints the lines of files that hold a text or match an expression, in constant memory.",
    usage: "tickline lines <path> ... [options]",
    discussion: """
      The tutorial's find_errors, as grep does it: content may be anything, lines of any length.

      EXAMPLES
        tickline lines app.log --containing ERROR
        tickline lines app.log.1 app.log --containing ERROR --count
        tickline lines app.log --regex 'timeout after [0-9]{4,} ms' --line-number
        tickline lines app.log --containing ERROR --follow
        tickline lines app.log.gz --containing ERROR

      Of several --containing a line must hold one; with --regex it must match the expression, too. Without either \
      all lines are printed. Of several files each line, or count, is led by its file's name.

      --follow goes on with what comes to the files, until it is interrupted: a file that was renamed is read to its \
      end and the new one of its name from the start, one that was cut shorter is read anew.

      EXIT CODES
        0    a line was printed or counted
        1    no line was
        64   wrong usage
        66   there is no such input, or it can't be read; the other files were
        74   reading or writing failed half-way
        130  interrupted
      """)

  @Argument(help: ArgumentHelp("The files; - for standard input.", valueName: "path"))
  var paths: [String]

  @Option(help: ArgumentHelp("A text that lines hold, byte for byte; several: any of them.", valueName: "text"))
  var containing: [String] = []

  @Option(
    help: ArgumentHelp("An extended regular expression that lines match, as for grep -E.", valueName: "expression"))
  var regex: String?

  @Flag(help: "Prints how many lines there are instead of the lines.")
  var count = false

  @Flag(help: "Leads each line with its number in its file.")
  var lineNumber = false

  @Flag(help: "Goes on with what comes to the files.")
  var follow = false

  func run() throws {
    do { try LinesProgram(self).run() } catch let code as ExitCode { throw code } catch { throw CommandFailure(error) }
  }
}
