internal import CTicklineFeeds

/// What the bytes of an input's buffer are, a bit a byte, for those that are there.
@safe
final class ByteIndex {
  private let separator: UInt8
  private let masks: UnsafeMutableBufferPointer<byte_masks>

  init(separator: UInt8, capacity: Int) {
    self.separator = separator
    // Blocks for what may be looked at behind the last row, and one that a look at the last of them touches.
    unsafe masks = .allocate(capacity: (capacity + Int(row_reach)) / 64 + 2)
    unsafe masks.initialize(repeating: byte_masks())
  }

  deinit { unsafe masks.deallocate() }

  /// Describes the bytes from `start` to `end` of a buffer, as bytes of that buffer.
  func update(_ buffer: UnsafePointer<UInt8>, from start: Int, to end: Int) {
    let first = start / 64
    let last = (end + 63) / 64 + 1
    unsafe precondition(start >= 0 && start <= end && last < masks.count, "The index covers the buffer.")
    unsafe byte_masks_fill(masks.baseAddress! + first, buffer + 64 * first, last - first, separator)
  }

  /// The masks of the buffer's blocks, as long as this object lives.
  var blocks: UnsafePointer<byte_masks> { unsafe UnsafePointer(masks.baseAddress!) }
}
