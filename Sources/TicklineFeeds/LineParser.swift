internal import Generators
internal import TicklineMarkets

/// Makes events from the lines of an input: one for each format of text.
protocol LineParser {
  /// How many events a line makes at most.
  static var mostEventsPerLine: Int { get }

  /// Makes events of whole lines that are in the buffer, at least of one, until the block has no room for those of another
  /// or the lines are used up.
  mutating func addRows(of lines: LineReader, to block: EventBlock) throws(FeedError)

  /// The event for a line that was too long to be read; nil where none is wanted.
  mutating func tooLong(line: Int64, start: Span<UInt8>) -> MarketEvent?

  /// Looks back on the whole input at its end.
  ///
  /// - Throws: ``FeedError/Code/unusableContent`` where nothing of it could be used for a reason that shows only now.
  func finish() throws(FeedError)
}

extension LineParser {
  static var mostEventsPerLine: Int { 1 }

  func finish() throws(FeedError) {}

  /// Fills a block with the next events. It ends early where the input would have to be waited for. False once there is
  /// nothing left.
  mutating func fill(_ block: EventBlock, from lines: LineReader) throws(FeedError) -> Bool {
    block.removeAll()
    while block.capacity - block.count >= Self.mostEventsPerLine {
      if lines.hasLine {
        try addRows(of: lines, to: block)
        continue
      }
      if !block.isEmpty { return true }
      switch try lines.read() {
      case .lines: break
      case .end: return false
      case .longLine:
        let line = lines.lineNumber
        let start = try lines.skipLongLine()
        if let event = tooLong(line: line, start: start.span) { block.append(event) }
      }
    }
    return true
  }
}

extension Yielder where Output == EventBlock, Failure == any Error, Input == Void {
  /// Yields the events of all lines in blocks.
  func callAsFunction(linesOf lines: LineReader, by parser: some LineParser) throws {
    var parser = parser
    let block = EventBlock()
    while try parser.fill(block, from: lines) { try self(block) }
    if !lines.input.isCutOff { try parser.finish() }
  }
}
