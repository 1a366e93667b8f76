/// A stretch of a numbered stream that did not arrive.
@frozen
public struct Gap: OriginBearing {
  /// Where it comes from and when it was noticed.
  public var origin: Origin
  /// The first number missing.
  public var first: UInt64
  /// The last number missing.
  public var last: UInt64

  /// A gap from `first` to `last`, both missing.
  ///
  /// - Precondition: `first` is not beyond `last`.
  @inlinable
  public init(origin: Origin, first: UInt64, last: UInt64) {
    guard first <= last else { misuse("A gap ends before it begins.") }
    self.origin = origin
    self.first = first
    self.last = last
  }
}
