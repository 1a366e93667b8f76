internal import CTicklineFeeds

/// The whole lines of a file that is followed.
@safe
final class FollowedLines {
  let scanner: LineScanner
  private let input: FollowedInput
  private var memory = LongLine()
  /// How many bytes the scanner has.
  private var scannedCount = 0
  /// How often nothing came since another file has the name.
  private var idleCount = 0
  /// Whether the scanner has the last line of a file that is no more.
  private var isReplacing = false

  init(_ input: FollowedInput, _ scanner: LineScanner) {
    self.input = input
    self.scanner = scanner
  }

  /// Reads on and gives the scanner the further whole lines. False where there is nothing now.
  func advance() throws(FeedError) -> Bool {
    memory.removeFirst(scannedCount)
    scannedCount = 0
    if isReplacing {
      isReplacing = false
      idleCount = 0
      scanner.restart()
    }
    var searchedCount = memory.count
    while try input.read(into: spacious()) {
      idleCount = 0
      let limit = unsafe line_last_end(memory.start + searchedCount, memory.end)!
      if unsafe limit > memory.start + searchedCount { return unsafe hand(limit) }
      searchedCount = memory.count
    }
    switch input.change() {
    case .none: return false
    case .truncated: return replace()
    case .replaced:
      // Whoever wrote into the old file may do so a moment longer: it is left once nothing comes any more.
      idleCount += 1
      return idleCount > 1 && replace()
    }
  }

  /// The memory, with room for a piece. A block may lie in memory that is too small: that one stays as it is.
  private func spacious() -> LongLine {
    if memory.room < ByteInput.pieceSize { memory = LongLine(copying: memory, capacity: 2 * memory.capacity) }
    return memory
  }

  private func hand(_ limit: UnsafePointer<UInt8>) -> Bool {
    scannedCount = unsafe limit - memory.start
    unsafe scanner.scan(from: memory.start, to: limit, owner: memory)
    return true
  }

  /// Leaves the file; its last line ends with it.
  private func replace() -> Bool {
    guard input.reopen() else { return false }
    isReplacing = true
    return unsafe hand(memory.end)
  }
}
