internal import CTicklineFeeds

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that grows: for a line that is longer than a piece of its input, or a file that is followed.
@safe
final class LongLine {
  private var memory: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 4 * ByteInput.pieceSize) {
    self.capacity = capacity
    unsafe memory = .allocate(capacity: capacity + Int(line_search_slack))
  }

  /// A copy with more room.
  convenience init(copying other: LongLine, capacity: Int) {
    self.init(capacity: capacity)
    unsafe memory.update(from: other.start, count: other.count)
    count = other.count
  }

  deinit { unsafe memory.deallocate() }

  /// How many bytes fit without growing.
  var room: Int { capacity - count }

  var start: UnsafePointer<UInt8> { unsafe UnsafePointer(memory) }
  var end: UnsafePointer<UInt8> { unsafe UnsafePointer(memory) + count }

  /// Adds bytes up to the first line feed and with it. Returns where the bytes go on behind it; nil where there is none.
  func append(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
    let feed = unsafe memchr(start, Int32(UInt8(ascii: "\n")), end - start)
    let next = unsafe feed.map { unsafe UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) + 1 }
    let size = unsafe (next ?? end) - start
    let room = unsafe room(for: size)
    unsafe room.update(from: start, count: size)
    count += size
    return unsafe next
  }

  /// Room for further bytes behind those that are there, which may move: no block may lie here yet where it is too small.
  func room(for size: Int) -> UnsafeMutablePointer<UInt8> {
    if count + size > capacity {
      capacity = max(2 * capacity, count + size)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Int(line_search_slack))
      unsafe larger.update(from: memory, count: count)
      unsafe memory.deallocate()
      unsafe memory = larger
    }
    return unsafe memory + count
  }

  /// Says that so many bytes were written into the room.
  func add(_ size: Int) { count += size }

  /// Forgets the first bytes.
  func removeFirst(_ size: Int) {
    count -= size
    unsafe memory.update(from: memory + size, count: count)
  }
}
