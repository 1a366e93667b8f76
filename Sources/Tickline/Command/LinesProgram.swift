internal import ArgumentParser
internal import TicklineFeeds

/// Does what `tickline lines` is to do.
struct LinesProgram {
  private let options: LinesCommand
  private let filter: LineFilter
  private let output = StandardOutput()

  /// - Throws: ``FeedError`` where the options make no sense.
  init(_ options: LinesCommand) throws(FeedError) {
    self.options = options
    filter = try LineFilter(containing: options.containing, matching: options.regex)
  }

  /// - Throws: ``CommandFailure``, ``FeedError``, or the exit code for no line.
  func run() throws {
    Interrupt.watch()
    var total = 0
    var failure: FeedError?
    // Files that are followed all grow at once; else each is opened when it is its turn, so that one that is not there
    // leaves the others their lines.
    for paths in options.follow ? [options.paths] : options.paths.map({ [$0] }) {
      do throws(FeedError) { total += try printLines(of: paths) } catch {
        guard error.code == .noInput else { throw error }
        if let failure { StandardError.say("tickline: \(failure)") }
        failure = error
      }
    }
    try output.finish()
    if output.isClosed { return }  // A reader that went away is told nothing.
    if Interrupt.isRequested { throw CommandFailure(.interrupted, "Interrupted.") }
    if let failure { throw failure }
    if total == 0 { throw ExitCode(1) }
  }

  /// Prints the lines of files, or how many there are. Returns how many there are.
  private func printLines(of paths: [String]) throws(FeedError) -> Int {
    let feed = LineFeed(paths: paths, filter: filter, numbersLines: options.lineNumber && !options.count) {
      Interrupt.isRequested || output.isClosed
    }
    var counts = [Int](repeating: 0, count: paths.count)
    do {
      let blocks = options.follow ? feed.followedBlocks() : feed.blocks()
      while !output.isClosed, let block = try blocks.next() {
        counts[block.pathIndex] += block.count
        if !options.count { print(block) }
      }
    } catch {
      output.flush()
      throw error as? FeedError ?? FeedError(.readFailed, "\(error)")
    }
    if options.count {
      for (path, count) in zip(paths, counts) { output.write(isLed ? "\(path):\(count)\n" : "\(count)\n") }
    }
    return counts.reduce(0, +)
  }

  /// Whether each line begins with its file's name.
  private var isLed: Bool { options.paths.count > 1 }

  private func print(_ block: LineBlock) {
    var bytes: [UInt8] = []
    for index in 0..<block.count {
      if isLed { bytes += "\(block.path):".utf8 }
      if let number = block.number(at: index) { bytes += "\(number):".utf8 }
      block.write(lineAt: index, into: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    output.write(bytes)
    if options.follow || output.isTerminal { output.flush() }
  }
}
