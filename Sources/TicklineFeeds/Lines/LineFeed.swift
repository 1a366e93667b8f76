public import Generators

/// The lines of files, or of standard input: the tutorial's `find_errors`.
///
/// ```swift
/// let errors = LineFeed(paths: ["app.log.1", "app.log"], filter: try LineFilter(containing: ["ERROR"])).lines()
/// while let line = try errors.next() { print(line.text) }
/// ```
///
/// What is compressed (gzip, zstd, xz, bzip2, zip) is unpacked on the way; an archive is all its files, one after the other,
/// each of which counts its lines anew.
///
/// A file is read in pieces of 256 KiB, whatever its size, and never mapped: a file that is cut meanwhile ends the reading,
/// not the program. Texts are looked for in whole pieces at once, and only the lines that hold one are cut out. A line ends
/// with a line feed, which is no part of it, or with the file; it may hold any bytes. One that is longer than 256 KiB is
/// gathered in memory of its own.
///
/// Files are read one after the other, each a delegation (`yield from`), so that a value of the last costs what one of the
/// first does.
public struct LineFeed {
  /// The files in their order; `-` for standard input.
  public let paths: [String]

  /// Which lines are wanted.
  public let filter: LineFilter

  /// Whether each line gets its number, which costs a look at every line feed.
  public let numbersLines: Bool

  private let isInterrupted: () -> Bool

  /// A feed of files. Nothing is opened yet.
  ///
  /// - Parameters:
  ///   - paths: the files; `-` is standard input.
  ///   - filter: which lines are wanted.
  ///   - numbersLines: whether each line gets its number.
  ///   - isInterrupted: whether the reading is to end; asked at every piece, and while a file that is followed does not grow.
  public init(
    paths: [String], filter: LineFilter = .everything, numbersLines: Bool = false,
    isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.paths = paths
    self.filter = filter
    self.numbersLines = numbersLines
    self.isInterrupted = isInterrupted
  }

  /// The lines, many at a time, for the price of one resume. A block ends early where the input has to be waited for.
  ///
  /// - Throws: ``FeedError`` from `next()`, where a file can't be opened or read. What came before is good.
  public func blocks() -> Generator<LineBlock, any Error> {
    Generator { yield in
      for index in paths.indices { try yield(from: blocks(of: index)) }
    }
  }

  /// The lines, one by one.
  ///
  /// - Throws: ``FeedError`` from `next()`, as ``blocks()``.
  public func lines() -> Generator<Line, any Error> { Self.lines(of: blocks()) }

  /// The lines of the files as they are and, as they grow, what comes to them, for ever.
  ///
  /// A file that was renamed or removed is read to its end, and the new one of its name from its start, once there is one;
  /// a file that was cut shorter is read anew from its start, which is not noticed where it has grown beyond its old length
  /// before the next look. The last line is handed out once it has ended, or once its file can't grow any more. Compressed files are
  /// not unpacked.
  ///
  /// - Parameter pollMilliseconds: how often a file that does not grow is looked at.
  /// - Throws: ``FeedError`` from `next()`, where a file can't be opened or read, or one is standard input.
  public func followedBlocks(pollMilliseconds: Int = 50) -> Generator<LineBlock, any Error> {
    Generator { yield in
      let files = try paths.indices.map { index in
        FollowedLines(try FollowedInput(path: paths[index]), scanner(of: index))
      }
      while !isInterrupted() {
        var isIdle = true
        for file in files {
          while !isInterrupted(), try file.advance() {
            isIdle = false
            while let block = file.scanner.next() { try yield(block) }
          }
        }
        if isIdle { Pause.milliseconds(pollMilliseconds) }
      }
    }
  }

  /// The lines of a block after the other.
  public static func lines(of blocks: Generator<LineBlock, any Error>) -> Generator<Line, any Error> {
    Generator { yield in
      while let block = try blocks.next() {
        for index in 0..<block.count { try yield(Line(block: block, index: index)) }
      }
    }
  }

  private func blocks(of index: Int) -> Generator<LineBlock, any Error> {
    Generator { yield in
      let input = try ByteInput(path: paths[index], readsAhead: false, isInterrupted: isInterrupted)
      repeat {
        let scanner = scanner(of: index)
        var pieces = LinePieces(input)
        while try pieces.advance(scanner) {
          while let block = scanner.next() { try yield(block) }
        }
      } while input.goToNextFile()
    }
  }

  private func scanner(of index: Int) -> LineScanner {
    LineScanner(filter: filter, numbersLines: numbersLines, path: paths[index], pathIndex: index)
  }
}
