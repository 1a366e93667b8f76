/// Some lines in a row, where they lie in the feed's memory, without a copy.
///
/// A block is the feed's own: once the next one is asked for, it is filled anew. A span that was kept longer may show other
/// bytes then, never memory that is gone.
@safe
public final class LineBlock {
  /// How many lines a block has at most.
  public static let capacity = 512

  /// The file; `-` for standard input.
  public let path: String

  /// Its place among the feed's files, from 0.
  public let pathIndex: Int

  /// How many lines there are.
  public private(set) final var count = 0

  private let lines: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  private let numbers: UnsafeMutablePointer<Int64>?
  /// What keeps the bytes alive.
  let owner: AnyObject

  init(path: String, pathIndex: Int, isNumbered: Bool, owner: AnyObject) {
    self.path = path
    self.pathIndex = pathIndex
    self.owner = owner
    unsafe lines = .allocate(capacity: Self.capacity)
    unsafe numbers = isNumbered ? .allocate(capacity: Self.capacity) : nil
  }

  deinit {
    unsafe lines.deallocate()
    unsafe numbers?.deallocate()
  }

  /// Whether there are none.
  public var isEmpty: Bool { count == 0 }

  /// The bytes of a line, without its line feed.
  ///
  /// - Precondition: the index is below ``count``.
  public subscript(index: Int) -> Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let span = unsafe Span(_unsafeElements: buffer(at: index))
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// A line as text: bytes that are not UTF-8 become U+FFFD.
  ///
  /// - Precondition: the index is below ``count``.
  public func text(at index: Int) -> String { unsafe String(decoding: buffer(at: index), as: UTF8.self) }

  /// The number of a line in its file, from 1; nil where nobody asked for numbers.
  ///
  /// - Precondition: the index is below ``count``.
  public func number(at index: Int) -> Int64? {
    precondition(index >= 0 && index < count, "An index of a block is below its count.")
    return unsafe numbers?[index]
  }

  /// Appends the bytes of a line; allocates nothing where `bytes` has room.
  ///
  /// - Precondition: the index is below ``count``.
  public func write(lineAt index: Int, into bytes: inout [UInt8]) {
    unsafe bytes.append(contentsOf: buffer(at: index))
  }

  private func buffer(at index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index >= 0 && index < count, "An index of a block is below its count.")
    return unsafe lines[index]
  }

  var isFull: Bool { count == Self.capacity }

  func removeAll() { count = 0 }

  func append(_ line: UnsafeBufferPointer<UInt8>, number: Int64) {
    precondition(!isFull, "A full block takes no further line.")
    unsafe lines[count] = unsafe line
    unsafe numbers?[count] = number
    count += 1
  }
}

@available(*, unavailable)
extension LineBlock: Sendable {}
