internal import CTicklineFeeds
internal import SystemPackage

/// Bytes of a file or of standard input, read in large pieces; where the first bytes say that it is compressed, what is
/// packed in it.
///
/// A large file is read ahead by one thread, two pieces at most, and what is compressed is unpacked there; anything else is
/// read when it is asked for. Each file in a zip archive is an input of its own: it ends where the file does, and
/// ``goToNextFile()`` begins the next.
///
/// The bytes that are there and not yet used lie between `start` and `end`. At least `slack` bytes after `end` can be read
/// (they are zero or stale), so that a parser may load eight bytes at a time without asking where the end is.
@safe
final class ByteInput {
  /// Bytes asked for at a time.
  static let pieceSize = Int(read_ahead_piece)
  static let slack = Int(row_slack)
  /// Files of this size and more are read ahead: for smaller ones a thread costs more than it brings.
  private static let readAheadSize = 4 * pieceSize
  /// Bytes asked for at a time until the form of a stream is known: what is read by then has to fit into the buffer of what
  /// unpacks it.
  private static let firstSize = Int(byte_start_room) / 2
  /// How many unpacked bytes are looked through for damage at most.
  private static let damageSearchSize: Int64 = 64 << 20
  /// How long a piece is waited for before it is asked whether the run is to end.
  private static let patienceMilliseconds: UInt32 = 100

  /// What a person calls the input: of a file in an archive `ticks.zip/monday.csv`.
  private(set) var name: String
  private let containerName: String
  /// Nil where the run was to end before there was anything to open.
  private let descriptor: FileDescriptor?
  private let ownsDescriptor: Bool
  private let isInterrupted: () -> Bool
  /// Room for what is kept of the piece before, and a piece behind it; where the input is read ahead, only what stands in
  /// for them before the first piece.
  private let memory: UnsafeMutablePointer<UInt8>
  /// What reads ahead.
  private var ahead: OpaquePointer?
  private var form = byte_undecided
  /// Whether the first file has begun, and the name of the next one where the one before it has ended.
  private var hasBegun = false
  private var nextFile: String?
  private var scanCount: UInt64 = 0

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
  /// How many bytes were read, after unpacking, of this file where there are several in an archive.
  private(set) var offset: Int64 = 0

  /// Opens a file, or takes standard input for `-`.
  ///
  /// - Parameter readsAhead: whether a large file may be read ahead. Not worth it for whoever does little with the bytes:
  ///   they come faster from memory that this thread has just read than from another thread's.
  init(path: String, readsAhead: Bool = true, isInterrupted: @escaping () -> Bool) throws(FeedError) {
    self.isInterrupted = isInterrupted
    containerName = path == "-" ? "standard input" : path
    name = containerName
    ownsDescriptor = path != "-"
    descriptor = ownsDescriptor ? try InputFile.open(path, isInterrupted: isInterrupted) : .standardInput
    if ownsDescriptor, let descriptor, let size = InputFile.size(of: descriptor) {
      form = InputFile.form(of: descriptor)
      let isPacked = form != byte_plain && form != byte_undecided
      unsafe ahead =
        isPacked || (readsAhead && size >= Self.readAheadSize)
        ? read_ahead_start(byte_source_open(descriptor.rawValue, isPacked ? form : byte_plain, false, nil, 0)) : nil
    }
    let size = unsafe (ahead == nil ? 2 * Self.pieceSize : 0) + Self.slack
    let raw = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Int(read_ahead_alignment))
    unsafe memory = raw.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    unsafe base = UnsafePointer(memory)
    unsafe start = UnsafePointer(memory)
    unsafe end = UnsafePointer(memory)
  }

  deinit {
    if let ahead = unsafe ahead { unsafe read_ahead_stop(ahead) }
    unsafe memory.deallocate()
    if ownsDescriptor { try? descriptor?.close() }
  }

  /// How many bytes are there and not yet used.
  var count: Int { unsafe end - start }

  /// Marks the bytes before `position` as used.
  func consume(upTo position: UnsafePointer<UInt8>) {
    unsafe precondition(position >= start && position <= end, "Only what is there can be used.")
    unsafe start = position
  }

  /// Reads more behind what is there. False at the end of the input, or where the buffer is full of unused bytes.
  ///
  /// - Parameter line: the line that is being read, for the sentence where reading fails; nil where nobody counts.
  func fill(line: Int64?) throws(FeedError) -> Bool {
    if isAtEnd || count > Self.pieceSize { return false }
    var read = 0
    if unsafe ahead == nil {
      read = try readPiece(behind: count, line: line)
      if form == byte_undecided { try recognise(&read, line: line) }
    }
    if let ahead = unsafe ahead { read = unsafe try takePiece(from: ahead, line: line) }
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

  /// Reads on for some way where the input is packed, and keeps nothing: what was unpacked so far may be no content of
  /// anybody's, but damage whose checksum stands further behind.
  ///
  /// - Throws: ``FeedError/Code/readFailed`` where it is damaged.
  func lookForDamage() throws(FeedError) {
    if form == byte_plain || form == byte_undecided { return }
    let limit = offset + Self.damageSearchSize
    while offset < limit {
      unsafe start = end
      if try !fill(line: nil) { return }
    }
  }

  /// Begins the next file of an archive, once this one has ended. False where there is none.
  func goToNextFile() -> Bool {
    guard let next = nextFile, !isCutOff else { return false }
    enter(next)
    unsafe start = end
    offset = 0
    isAtEnd = false
    nextFile = nil
    return true
  }

  private func enter(_ file: String) {
    hasBegun = true
    name = file.isEmpty ? containerName : "\(containerName)/\(file)"
  }

  /// Looks at the first bytes of a stream. Where they are packed, they go to a thread that unpacks and reads ahead.
  private func recognise(_ read: inout Int, line: Int64?) throws(FeedError) {
    form = unsafe byte_form_of(start, read)
    while form == byte_undecided, read > 0, case let more = try readPiece(behind: read, line: line), more > 0 {
      read += more
      form = unsafe byte_form_of(start, read)
    }
    if form == byte_undecided { form = byte_plain }
    guard form != byte_plain, let descriptor else { return }
    unsafe ahead = read_ahead_start(byte_source_open(descriptor.rawValue, form, true, start, read))
    guard unsafe ahead != nil else { throw failure(Errno.noMemory, line: line) }
  }

  /// Takes the next piece that was read ahead. 0 where the file or all of them have ended.
  private func takePiece(from ahead: OpaquePointer, line: Int64?) throws(FeedError) -> Int {
    while true {
      if isInterrupted() {
        isCutOff = true
        return 0
      }
      guard let piece = unsafe read_ahead_next(ahead, Self.patienceMilliseconds) else { continue }
      switch unsafe piece.pointee.kind {
      case read_ahead_bytes: return unsafe moveTo(piece)
      case read_ahead_file:
        let file = unsafe String(cString: read_ahead_name(piece))
        if hasBegun {
          nextFile = file
          return 0
        }
        enter(file)
      default:
        if unsafe piece.pointee.size < 0 { throw unsafe failure(piece.pointee, line: line) }
        isAtEnd = true
        if !hasBegun { throw FeedError(.unusableContent, "\(name) is a zip archive without a file in it.") }
        return 0
      }
    }
  }

  /// Moves to a piece, and what is not yet used in front of it.
  private func moveTo(_ piece: UnsafePointer<read_ahead_piece>) -> Int {
    let bytes = unsafe piece.pointee.bytes!
    let kept = count
    unsafe (bytes - kept).update(from: start, count: kept)
    unsafe self.piece = unsafe piece
    unsafe base = UnsafePointer(bytes - Int(read_ahead_room))
    unsafe start = UnsafePointer(bytes - kept)
    unsafe end = UnsafePointer(bytes)
    return unsafe piece.pointee.size
  }

  /// A number for requests to scan ahead that are alike.
  func newScanNumber() -> UInt64 {
    scanCount += 1
    return scanCount
  }

  /// From the next piece on, has rows scanned by the thread that reads ahead, where there is one.
  func scanAhead(_ number: UInt64, _ shape: UnsafePointer<row_shape>, _ symbols: UnsafePointer<row_symbols>) {
    if let ahead = unsafe ahead { unsafe read_ahead_scan(ahead, number, shape, symbols) }
  }

  /// Reads a piece, and moves what is kept in front of it.
  private func readPiece(behind kept: Int, line: Int64?) throws(FeedError) -> Int {
    let piece = unsafe memory + Self.pieceSize
    let used = count
    if unsafe start != UnsafePointer(piece - kept) {
      unsafe (piece - kept).update(from: start, count: kept)
      unsafe start = UnsafePointer(piece - kept)
      unsafe end = start + used
    }
    let size = form == byte_undecided ? Self.firstSize : Self.pieceSize
    let room = unsafe UnsafeMutableRawBufferPointer(start: piece, count: size)
    do {
      while let descriptor, !isInterrupted() {
        do { return try unsafe descriptor.read(into: room, retryOnInterrupt: false) } catch Errno.interrupted {}
      }
      isCutOff = true
      return 0
    } catch {
      throw failure(error, line: line)
    }
  }

  private func failure(_ error: any Error, line: Int64?) -> FeedError {
    if (error as? Errno) == .isDirectory {
      return FeedError(.noInput, "\(name) is a directory; name a file in it.")
    }
    return failure(InputFile.reason(error), unit: "bytes", line: line)
  }

  private func failure(_ piece: read_ahead_piece, line: Int64?) -> FeedError {
    let fault = unsafe String(cString: piece.fault)
    if fault.isEmpty { return unsafe failure(Errno(rawValue: Int32(-piece.size)), line: line) }
    return failure(fault, unit: "unpacked bytes", line: line)
  }

  private func failure(_ reason: String, unit: String, line: Int64?) -> FeedError {
    let place = line.map { ", in line \($0)" } ?? ""
    return FeedError(
      .readFailed, "Reading \(name) failed after \(offset) \(unit)\(place): \(reason). What came before is kept.")
  }
}
