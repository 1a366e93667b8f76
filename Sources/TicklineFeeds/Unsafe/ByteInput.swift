internal import CTicklineFeeds
internal import SystemPackage

/// Bytes of a file or of standard input, read in large pieces into one buffer.
///
/// The bytes that are there and not yet used lie between `start` and `end`. At least `slack` bytes after `end` can be read
/// (they are zero or stale), so that a parser may load eight bytes at a time without asking where the end is.
@safe
final class ByteInput {
  /// Bytes asked for at a time.
  static let pieceSize = 256 * 1024
  static let slack = Int(row_slack)
  /// Bytes that the buffer holds.
  static let capacity = 2 * pieceSize

  let name: String
  /// Nil where the run was to end before there was anything to open.
  private let descriptor: FileDescriptor?
  private let ownsDescriptor: Bool
  private let isInterrupted: () -> Bool
  private let memory: UnsafeMutablePointer<UInt8>

  private(set) var start: UnsafePointer<UInt8>
  private(set) var end: UnsafePointer<UInt8>
  /// Whether everything was read.
  private(set) var isAtEnd = false
  /// Whether reading ended because the run is to end: what is there may break off anywhere.
  private(set) var isCutOff = false
  /// How many bytes were read.
  private(set) var offset: Int64 = 0

  /// Opens a file, or takes standard input for `-`.
  init(path: String, isInterrupted: @escaping () -> Bool) throws(FeedError) {
    self.isInterrupted = isInterrupted
    name = path == "-" ? "standard input" : path
    if path == "-" {
      descriptor = .standardInput
      ownsDescriptor = false
    } else {
      descriptor = try Self.open(path, isInterrupted: isInterrupted)
      ownsDescriptor = true
    }
    unsafe memory = .allocate(capacity: Self.capacity + Self.slack)
    unsafe memory.initialize(repeating: 0, count: Self.capacity + Self.slack)
    unsafe start = UnsafePointer(memory)
    unsafe end = UnsafePointer(memory)
  }

  deinit {
    unsafe memory.deallocate()
    if ownsDescriptor { try? descriptor?.close() }
  }

  /// Opens a file. A pipe with a name is waited for until someone writes to it; nil where the run is to end meanwhile.
  private static func open(_ path: String, isInterrupted: () -> Bool) throws(FeedError) -> FileDescriptor? {
    do {
      while !isInterrupted() {
        do {
          return try FileDescriptor.open(
            FilePath(path), .readOnly, options: [.closeOnExec], retryOnInterrupt: false)
        } catch Errno.interrupted {}
      }
      return nil
    } catch {
      throw FeedError(.noInput, "\(path) can't be opened: \(reason(error)).")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? Errno {
    case .noSuchFileOrDirectory?: "there is no such file"
    case .permissionDenied?: "permission denied"
    case .isDirectory?: "it is a directory; name a file in it"
    case let errno?: "\(errno)"
    case nil: "\(error)"
    }
  }

  /// Where the buffer starts.
  var base: UnsafePointer<UInt8> { unsafe UnsafePointer(memory) }

  /// How many bytes are there and not yet used.
  var count: Int { unsafe end - start }

  /// Marks the bytes before `position` as used.
  func consume(upTo position: UnsafePointer<UInt8>) {
    unsafe precondition(position >= start && position <= end, "Only what is there can be used.")
    unsafe start = position
  }

  /// Reads more behind what is there. False at the end of the input, or where the buffer is full of unused bytes.
  func fill() throws(FeedError) -> Bool {
    let kept = count
    if isAtEnd || kept > Self.capacity - Self.pieceSize { return false }
    if unsafe start != UnsafePointer(memory) {
      unsafe memory.update(from: start, count: kept)
      unsafe start = UnsafePointer(memory)
    }
    let read = try readPiece(at: kept)
    unsafe end = unsafe UnsafePointer(memory + kept + read)
    unsafe (memory + kept + read).update(repeating: 0, count: Self.slack)
    offset += Int64(read)
    isAtEnd = read == 0
    return read > 0
  }

  /// Ends the last line, which has no newline of its own, with one.
  func endLastLine() {
    unsafe UnsafeMutablePointer(mutating: end).pointee = UInt8(ascii: "\n")
    unsafe end += 1
  }

  private func readPiece(at position: Int) throws(FeedError) -> Int {
    let room = unsafe UnsafeMutableRawBufferPointer(start: memory + position, count: Self.pieceSize)
    do {
      while let descriptor, !isInterrupted() {
        do { return try unsafe descriptor.read(into: room, retryOnInterrupt: false) } catch Errno.interrupted {}
      }
      isCutOff = true
      return 0
    } catch {
      let isDirectory = (error as? Errno) == .isDirectory
      throw FeedError(
        isDirectory ? .noInput : .readFailed,
        isDirectory
          ? "\(name) is a directory; name a file in it."
          : "Reading \(name) failed after \(offset) bytes: \(Self.reason(error)). What came before is kept.")
    }
  }
}
