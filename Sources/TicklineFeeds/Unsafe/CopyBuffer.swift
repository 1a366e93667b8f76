internal import CTicklineFeeds

/// Rows that came from a server and are not yet used, one behind the other, each with its line feed.
@safe
final class CopyBuffer {
  /// So many bytes are gathered before rows are made of them, where as many are there.
  static let usualCount = 64 * 1024

  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 2 * usualCount
  /// Where the first unused byte is, and how many there are in all.
  private(set) var start = 0, count = 0

  init() { unsafe memory = .allocate(capacity: capacity + Int(row_slack)) }

  deinit { unsafe memory.deallocate() }

  var bytes: UnsafePointer<UInt8> { unsafe UnsafePointer(memory) }

  var isEmpty: Bool { start == count }
  /// Whether enough is there to make rows of it.
  var isRich: Bool { count - start >= Self.usualCount }

  /// Adds a row. One that is longer than the buffer makes it grow.
  @inline(__always)
  func append(_ row: UnsafePointer<UInt8>, _ size: Int) {
    if count + size > capacity { makeRoom(for: size) }
    unsafe (memory + count).update(from: row, count: size)
    count += size
  }

  /// Says that the bytes up to a place are used.
  func consume(upTo place: Int) {
    start = place
    if isEmpty { (start, count) = (0, 0) }
  }

  private func makeRoom(for size: Int) {
    if count - start + size > capacity {
      capacity = 2 * (count - start + size)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Int(row_slack))
      unsafe larger.update(from: memory + start, count: count - start)
      unsafe memory.deallocate()
      unsafe memory = larger
    } else {
      unsafe memory.update(from: memory + start, count: count - start)
    }
    (start, count) = (0, count - start)
  }
}
