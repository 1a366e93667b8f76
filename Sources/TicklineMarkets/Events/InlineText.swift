/// A short text kept in place, without a reference: up to 39 bytes of UTF-8.
///
/// What is longer is cut between two characters and ends in `…`. Bytes that are not UTF-8 become U+FFFD, and characters
/// that do not print are spelled out, `\u{1B}`: the text can go to a terminal as it is.
///
///     InlineText("-171.03")                  // -171.03
///     InlineText("bell\u{7}")                // bell\u{7}
@frozen
public struct InlineText: Hashable, Sendable, BitwiseCopyable {
  // Forty bytes, eight a word, the first in the lowest byte of `word0`. The last byte is the count; bytes beyond it are
  // zero, so that equal texts have equal words.
  private var word0: UInt64 = 0
  private var word1: UInt64 = 0
  private var word2: UInt64 = 0
  private var word3: UInt64 = 0
  private var word4: UInt64 = 0

  /// The most bytes there can be.
  public static var maximumCount: Int { 39 }

  /// A text without bytes.
  public init() {}

  /// A text of up to eight bytes, those above its count zero.
  init(firstWord: UInt64, count: Int) {
    word0 = firstWord
    self.count = count
  }

  /// How many bytes of UTF-8 there are.
  public internal(set) var count: Int {
    get { Int(self[byte: InlineText.maximumCount]) }
    set { self[byte: InlineText.maximumCount] = UInt8(newValue) }
  }

  /// Whether there are none.
  public var isEmpty: Bool { count == 0 }

  /// Appends the bytes to `buffer`; allocates nothing where the buffer has room.
  public func write(into buffer: inout [UInt8]) {
    for index in 0..<count { buffer.append(self[byte: index]) }
  }
}

extension InlineText {
  /// The byte at `index`, below 40.
  subscript(byte index: Int) -> UInt8 {
    get { UInt8(truncatingIfNeeded: self[word: index / 8] >> UInt64(index % 8 * 8)) }
    set {
      let shift = UInt64(index % 8 * 8)
      self[word: index / 8] = self[word: index / 8] & ~(0xFF << shift) | UInt64(newValue) << shift
    }
  }

  private subscript(word index: Int) -> UInt64 {
    get {
      switch index {
      case 0: word0
      case 1: word1
      case 2: word2
      case 3: word3
      default: word4
      }
    }
    set {
      switch index {
      case 0: word0 = newValue
      case 1: word1 = newValue
      case 2: word2 = newValue
      case 3: word3 = newValue
      default: word4 = newValue
      }
    }
  }

  /// Appends bytes; false, and nothing changed, where they do not fit.
  mutating func append(_ bytes: some Collection<UInt8>) -> Bool {
    guard count + bytes.count <= InlineText.maximumCount else { return false }
    for byte in bytes {
      self[byte: count] = byte
      count += 1
    }
    return true
  }

  /// Removes the bytes from `newCount` on.
  mutating func truncate(to newCount: Int) {
    for index in newCount..<count { self[byte: index] = 0 }
    count = newCount
  }
}
