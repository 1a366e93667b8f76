/// The currency that an instrument is quoted in: three to eight ASCII letters, such as `USD` or `USDT`.
///
/// The letters keep their case: `GBp` are pence, a hundredth of `GBP`.
@frozen
public struct Currency: Hashable, Comparable, Sendable, BitwiseCopyable, LosslessStringConvertible {
  /// The letters, the first in the highest byte, so that the order of the numbers is that of the alphabet.
  @usableFromInline
  let letters: UInt64

  /// The US dollar.
  public static let usd = Currency("USD")!

  /// The currency with this code, or nil where it is not three to eight ASCII letters.
  public init?(_ code: String) {
    let bytes = code.utf8
    guard 3...8 ~= bytes.count, bytes.allSatisfy(\.isASCIILetter) else { return nil }
    let packed = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    letters = packed << UInt64(8 * (8 - bytes.count))
  }

  /// The code: `USD`.
  public var description: String {
    let bytes = stride(from: 56, through: 0, by: -8).lazy.map { UInt8(truncatingIfNeeded: letters >> $0) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Whether `left` comes first in the order of ASCII.
  @inlinable
  public static func < (left: Currency, right: Currency) -> Bool { left.letters < right.letters }
}
