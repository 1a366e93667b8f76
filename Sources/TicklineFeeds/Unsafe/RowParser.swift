internal import TicklineMarkets

/// Makes events from the lines of an input, line by line: what most formats are.
protocol RowParser: LineParser {
  /// Adds the events of a line, which is not blank and not too long.
  ///
  /// - Precondition: the block has room for ``LineParser/mostEventsPerLine`` of them.
  mutating func addEvents(of row: Span<UInt8>, line: Int64, to block: EventBlock) throws(FeedError)
}

extension RowParser {
  mutating func addRows(of lines: LineReader, to block: EventBlock) throws(FeedError) {
    while lines.hasLine, block.capacity - block.count >= Self.mostEventsPerLine {
      let line = unsafe lines.line()
      let row = unsafe Span(_unsafeElements: line.bytes)
      let number = lines.lineNumber
      if unsafe line.isTooLong {
        if let event = tooLong(line: number, start: row) { block.append(event) }
      } else if !row.isEmpty {
        try addEvents(of: row, line: number, to: block)
      }
      unsafe lines.position = line.next
      lines.lineNumber += 1
    }
  }
}
