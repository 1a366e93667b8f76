#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of an input, where they lie in its buffer, without a copy.
@safe
final class LineReader {
  /// What there is to read.
  enum Availability {
    /// At least one whole line.
    case lines
    /// A line longer than ``longest`` that is not all in the buffer: see ``skipLongLine()``.
    case longLine
    /// Nothing more.
    case end
  }

  /// The most bytes that a line may have before its newline. A longer one is too long, however much of it happens to be in
  /// the buffer.
  static let longest = ByteInput.pieceSize

  /// What may stand between the words of JSON.
  static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

  let input: ByteInput
  /// The number of the line at `position`, from 1.
  var lineNumber: Int64 = 1
  /// The end of the last whole line in the buffer.
  private(set) var limit: UnsafePointer<UInt8>

  init(_ input: ByteInput) {
    self.input = input
    unsafe limit = input.start
  }

  /// What a person calls the input.
  var name: String { input.name }

  /// Where the buffer starts.
  var base: UnsafePointer<UInt8> { unsafe input.base }

  /// Where the next line starts.
  var position: UnsafePointer<UInt8> {
    get { unsafe input.start }
    set { unsafe input.consume(upTo: newValue) }
  }

  /// Whether a whole line is in the buffer already.
  var hasLine: Bool { unsafe input.start < limit }

  /// Reads until a whole line is there.
  func read() throws(FeedError) -> Availability {
    // How many bytes are known to hold no newline, so that a line that comes in many pieces is searched once.
    var searchedCount = 0
    while true {
      let searched = unsafe input.start + searchedCount
      var last = unsafe input.end
      while unsafe last > searched, unsafe last[-1] != UInt8(ascii: "\n") { unsafe last -= 1 }
      unsafe limit = last > searched ? last : input.start
      if hasLine { return .lines }
      if input.count > Self.longest { return .longLine }
      searchedCount = input.count
      if try !input.fill(line: lineNumber) {
        if input.count == 0 || input.isCutOff { return .end }
        input.endLastLine()
      }
    }
  }

  /// The line at `position`, without its end, where the next one starts, and whether it is longer than ``longest``.
  ///
  /// - Precondition: ``hasLine``.
  func line() -> (bytes: UnsafeBufferPointer<UInt8>, next: UnsafePointer<UInt8>, isTooLong: Bool) {
    precondition(hasLine, "A line is read before it is looked at.")
    let start = unsafe position
    let newline = unsafe UnsafePointer(
      memchr(start, Int32(UInt8(ascii: "\n")), limit - start)!.assumingMemoryBound(to: UInt8.self))
    var count = unsafe newline - start
    let isTooLong = count > Self.longest
    if count > 0, unsafe start[count - 1] == UInt8(ascii: "\r") { count -= 1 }
    return unsafe (UnsafeBufferPointer(start: start, count: count), newline + 1, isTooLong)
  }

  /// Reads the next line that is not blank, with its number, and goes on behind it. A line that is too long is given by its first bytes. False
  /// where there is none.
  func nextLine(_ body: (Span<UInt8>, Int64) -> Void) throws(FeedError) -> Bool {
    while true {
      let availability = hasLine ? .lines : try read()
      if availability == .end { return false }
      if availability == .longLine {
        let number = lineNumber
        let start = try skipLongLine()
        body(start.span, number)
        return true
      }
      let line = unsafe line()
      let row = unsafe Span(_unsafeElements: line.bytes)
      if !row.isEmpty { body(row, lineNumber) }
      unsafe position = line.next
      lineNumber += 1
      if !row.isEmpty { return true }
    }
  }

  /// Goes on behind the line at `position`.
  func skipLine() {
    unsafe position = line().next
    lineNumber += 1
  }

  /// The first bytes of what was read and is not yet used, up to 64.
  var firstBytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: position, count: min(input.count, 64))) }

  /// The first bytes of a line that is too long, which is passed without keeping it.
  func skipLongLine() throws(FeedError) -> [UInt8] {
    let start = firstBytes
    while true {
      if let newline = unsafe memchr(input.start, Int32(UInt8(ascii: "\n")), input.count) {
        unsafe position = UnsafePointer(newline.assumingMemoryBound(to: UInt8.self)) + 1
        break
      }
      unsafe position = input.end
      if try !input.fill(line: lineNumber) { break }
    }
    unsafe limit = position
    lineNumber += 1
    return start
  }

  /// The first byte that is neither a blank nor part of a byte order mark; nil where there is none in the first piece.
  func firstByte() throws(FeedError) -> UInt8? {
    if case .end = try read() { return nil }
    skipByteOrderMark()
    let start = unsafe position
    for index in 0..<input.count where unsafe !Self.blanks.contains(start[index]) { return unsafe start[index] }
    return 0x20
  }

  /// Passes the mark that some programs put before UTF-8 text.
  func skipByteOrderMark() {
    let start = unsafe position
    if input.count >= 3, unsafe start[0] == 0xEF, unsafe start[1] == 0xBB, unsafe start[2] == 0xBF {
      unsafe position = start + 3
    }
  }
}
