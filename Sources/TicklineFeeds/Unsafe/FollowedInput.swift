internal import CTicklineFeeds
internal import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a file that grows, and of the files that take its place.
@safe
final class FollowedInput {
  /// What became of a file that was read to its end.
  enum Change {
    /// It may grow.
    case none
    /// Another file has its name.
    case replaced
    /// It was cut shorter than it was read.
    case truncated
  }

  let path: String
  private var file: FileDescriptor
  private var identity: stat
  private var offset: Int64 = 0

  /// - Throws: ``FeedError`` where it can't be opened, or is standard input.
  init(path: String) throws(FeedError) {
    guard path != "-" else {
      throw FeedError(
        .wrongUsage, "Standard input can't be followed; it is read to its end without that, or name a file.")
    }
    self.path = path
    do { (file, identity) = try Self.open(path) } catch {
      throw FeedError(.noInput, "\(path) can't be opened: \(error).")
    }
  }

  deinit { try? file.close() }

  private static func open(_ path: String) throws(Errno) -> (FileDescriptor, stat) {
    var identity = stat()
    do {
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
      guard unsafe fstat(file.rawValue, &identity) == 0 else { throw Errno(rawValue: errno) }
      return (file, identity)
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  /// Reads what there is into memory, a piece at most. False at the end of what there is now.
  func read(into memory: LongLine) throws(FeedError) -> Bool {
    let room = unsafe UnsafeMutableRawBufferPointer(
      start: memory.room(for: ByteInput.pieceSize), count: ByteInput.pieceSize)
    do {
      let size = try unsafe file.read(into: room)
      memory.add(size)
      offset += Int64(size)
      return size > 0
    } catch Errno.resourceTemporarilyUnavailable {
      return false
    } catch {
      if (error as? Errno) == .isDirectory {
        throw FeedError(.noInput, "\(path) is a directory; name a file in it.")
      }
      throw FeedError(.readFailed, "Reading \(path) failed after \(offset) bytes: \(error). What came before is kept.")
    }
  }

  /// What became of the file since it was read to its end.
  func change() -> Change {
    var now = stat()
    if unsafe fstat(file.rawValue, &now) == 0, now.st_mode & S_IFMT == S_IFREG, now.st_size < offset {
      return .truncated
    }
    // A name that leads nowhere for a moment is one that the next file will have.
    guard unsafe stat(path, &now) == 0 else { return .none }
    return now.st_dev == identity.st_dev && now.st_ino == identity.st_ino ? .none : .replaced
  }

  /// Goes on at the start of the file that has the name now. False where it can't be opened yet.
  func reopen() -> Bool {
    guard let (next, identity) = try? Self.open(path) else { return false }
    try? file.close()
    (file, self.identity, offset) = (next, identity, 0)
    return true
  }
}

/// A stretch of time that a signal ends.
enum Pause {
  static func milliseconds(_ count: Int) {
    _ = poll(nil, 0, Int32(count))
  }
}
