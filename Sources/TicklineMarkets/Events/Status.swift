/// A change in whether an instrument is traded.
@frozen
public struct Status: OriginBearing {
  /// What changed.
  @frozen
  public enum Kind: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    /// Trading stopped within a session.
    case halt
    /// Trading went on after a halt.
    case resume
    /// A session began.
    case open
    /// A session ended.
    case close
    /// Offers are taken again after a halt; trading has not gone on yet.
    case quoting
  }

  /// Where it comes from and when it happened.
  public var origin: Origin
  /// What changed.
  public var kind: Kind

  /// A change of status.
  @inlinable
  public init(origin: Origin, kind: Kind) {
    self.origin = origin
    self.kind = kind
  }
}
