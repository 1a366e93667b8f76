internal import CTicklineFeeds
internal import SystemPackage

/// Bytes of a file or of standard input, read in large pieces.
///
/// A large file is read ahead by one thread, two pieces at most; anything else when it is asked for.
///
/// The bytes that are there and not yet used lie between `start` and `end`. At least `slack` bytes after `end` can be read
/// (they are zero or stale), so that a parser may load eight bytes at a time without asking where the end is.
@safe
final class ByteInput {
  /// Bytes asked for at a time.
  static let pieceSize = Int(read_ahead_piece)
  static let slack = Int(row_slack)
  /// Bytes that the buffer holds.
  private static let capacity = 2 * pieceSize
  /// Files of this size and more are read ahead: for smaller ones a thread costs more than it brings.
  private static let readAheadSize = 4 * pieceSize

  let name: String
  /// Nil where the run was to end before there was anything to open.
  private let descriptor: FileDescriptor?
  private let ownsDescriptor: Bool
  private let isInterrupted: () -> Bool
  /// The buffer; where the input is read ahead, only what stands in for it before the first piece.
  private let memory: UnsafeMutablePointer<UInt8>
  /// What reads ahead.
  private let ahead: OpaquePointer?

  /// The piece that was read ahead and is in the buffer.
  private(set) var piece: UnsafePointer<read_ahead_piece>?

  /// Where the buffer starts.
  private(set) var base: UnsafePointer<UInt8>
  private(set) var start: UnsafePointer<UInt8>
  private(set) var end: UnsafePointer<UInt8>
  /// Whether everything was read.
  private(set) var isAtEnd = false
  /// Whether reading ended because the run is to end: what is there may break off anywhere.
  private(set) var isCutOff = false
  /// How many bytes were read.
  private(set) var offset: Int64 = 0

  /// Opens a file, or takes standard input for `-`.
  ///
  /// - Parameter readsAhead: whether a large file may be read ahead. Not worth it for whoever does little with the bytes:
  ///   they come faster from memory that this thread has just read than from another thread's.
  init(path: String, readsAhead: Bool = true, isInterrupted: @escaping () -> Bool) throws(FeedError) {
    self.isInterrupted = isInterrupted
    name = path == "-" ? "standard input" : path
    if path == "-" {
      descriptor = .standardInput
      ownsDescriptor = false
    } else {
      descriptor = try Self.open(path, isInterrupted: isInterrupted)
      ownsDescriptor = true
    }
    unsafe ahead = readsAhead && ownsDescriptor ? descriptor.flatMap(Self.readAhead) : nil
    let size = unsafe (ahead == nil ? Self.capacity : 0) + Self.slack
    unsafe memory = .allocate(capacity: size)
    unsafe memory.initialize(repeating: 0, count: size)
    unsafe base = UnsafePointer(memory)
    unsafe start = UnsafePointer(memory)
    unsafe end = UnsafePointer(memory)
  }

  deinit {
    if let ahead = unsafe ahead { unsafe read_ahead_stop(ahead) }
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

  /// Reads ahead, where this is a file that is large enough.
  private static func readAhead(_ descriptor: FileDescriptor) -> OpaquePointer? {
    guard let size = try? descriptor.seek(offset: 0, from: .end), (try? descriptor.seek(offset: 0, from: .start)) == 0,
      size >= readAheadSize
    else { return nil }
    return unsafe read_ahead_start(descriptor.rawValue)
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? Errno {
    case .noSuchFileOrDirectory?: "there is no such file; check the path"
    case .permissionDenied?: "permission denied; you need the right to read it"
    case .isDirectory?: "it is a directory; name a file in it"
    case let errno?: "\(errno)"
    case nil: "\(error)"
    }
  }

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
    if isAtEnd || kept > Self.pieceSize { return false }
    let read: Int
    if let ahead = unsafe ahead {
      read = unsafe try takePiece(from: ahead, behind: kept)
    } else {
      read = try readPiece(behind: kept)
    }
    isAtEnd = read == 0
    guard read > 0 else { return false }
    unsafe end += read
    unsafe UnsafeMutablePointer(mutating: end).update(repeating: 0, count: Self.slack)
    offset += Int64(read)
    return true
  }

  /// Ends the last line, which has no newline of its own, with one.
  func endLastLine() {
    unsafe UnsafeMutablePointer(mutating: end).pointee = UInt8(ascii: "\n")
    unsafe end += 1
  }

  /// Moves to the next piece that was read ahead, and what is not yet used in front of it.
  private func takePiece(from ahead: OpaquePointer, behind kept: Int) throws(FeedError) -> Int {
    if isInterrupted() {
      isCutOff = true
      return 0
    }
    let piece = unsafe read_ahead_next(ahead)!
    let read = unsafe piece.pointee.size
    if read < 0 { throw failure(Errno(rawValue: Int32(-read))) }
    guard read > 0 else { return 0 }
    let bytes = unsafe piece.pointee.bytes!
    unsafe (bytes - kept).update(from: start, count: kept)
    unsafe self.piece = unsafe piece
    unsafe base = UnsafePointer(bytes - Int(read_ahead_room))
    unsafe start = UnsafePointer(bytes - kept)
    unsafe end = UnsafePointer(bytes)
    return read
  }

  /// From the next piece on, has rows scanned by the thread that reads ahead, where there is one.
  func scanAhead(_ number: UInt64, _ shape: UnsafePointer<row_shape>, _ symbols: UnsafePointer<row_symbols>) {
    if let ahead = unsafe ahead { unsafe read_ahead_scan(ahead, number, shape, symbols) }
  }

  /// Moves what is not yet used to the start of the buffer and reads a piece behind it.
  private func readPiece(behind kept: Int) throws(FeedError) -> Int {
    if unsafe start != UnsafePointer(memory) {
      unsafe memory.update(from: start, count: kept)
      unsafe start = UnsafePointer(memory)
      unsafe end = start + kept
    }
    let room = unsafe UnsafeMutableRawBufferPointer(start: memory + kept, count: Self.pieceSize)
    do {
      while let descriptor, !isInterrupted() {
        do { return try unsafe descriptor.read(into: room, retryOnInterrupt: false) } catch Errno.interrupted {}
      }
      isCutOff = true
      return 0
    } catch {
      throw failure(error)
    }
  }

  private func failure(_ error: any Error) -> FeedError {
    if (error as? Errno) == .isDirectory {
      return FeedError(.noInput, "\(name) is a directory; name a file in it.")
    }
    return FeedError(
      .readFailed, "Reading \(name) failed after \(offset) bytes: \(Self.reason(error)). What came before is kept.")
  }
}
