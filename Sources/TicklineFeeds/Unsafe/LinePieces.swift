internal import CTicklineFeeds

/// The whole lines of an input, piece after piece, for a scanner.
@safe
struct LinePieces {
  private let input: ByteInput
  /// The end of what the scanner has, which is used once it asks for more.
  private var end: UnsafePointer<UInt8>

  init(_ input: ByteInput) {
    self.input = input
    unsafe end = input.start
  }

  /// Reads until there are further whole lines, and gives them to the scanner. False once there is nothing left.
  mutating func advance(_ scanner: LineScanner) throws(FeedError) -> Bool {
    unsafe input.consume(upTo: end)
    var searchedCount = 0
    while true {
      let limit = unsafe line_last_end(input.start + searchedCount, input.end)!
      if unsafe limit > input.start + searchedCount {
        unsafe end = limit
        unsafe scanner.scan(from: input.start, to: limit, owner: input)
        return true
      }
      searchedCount = input.count
      if searchedCount >= ByteInput.pieceSize { return try gatherLongLine(scanner) }
      if try !input.fill(line: nil) {
        if input.count == 0 || input.isCutOff { return false }
        unsafe end = input.end
        unsafe scanner.scan(from: input.start, to: input.end, owner: input)
        return true
      }
    }
  }

  /// Gives the scanner a line that is longer than a piece, in memory of its own.
  private mutating func gatherLongLine(_ scanner: LineScanner) throws(FeedError) -> Bool {
    let line = LongLine()
    while true {
      let limit = unsafe UnsafePointer(line.append(from: input.start, to: input.end))
      unsafe end = limit ?? input.end
      if unsafe limit != nil { break }
      unsafe input.consume(upTo: end)
      let hasMore = try input.fill(line: nil)
      // Also where nothing is left to be read the input may go on at another place of its buffer.
      unsafe end = input.start
      if !hasMore { break }
    }
    if input.isCutOff { return false }
    unsafe scanner.scan(from: line.start, to: line.end, owner: line)
    return true
  }
}
