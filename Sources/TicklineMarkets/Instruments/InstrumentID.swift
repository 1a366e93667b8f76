/// The number of an instrument in its run's `InstrumentTable`, counted from 0 in the order of first sight.
@frozen
public struct InstrumentID: Hashable, Sendable, BitwiseCopyable {
  /// The place in the table; -1 for none.
  public let index: Int32

  /// The instrument at place `index`.
  @inlinable
  public init(index: Int32) { self.index = index }

  /// No instrument: what an event has whose symbol could not be read.
  @inlinable
  public static var none: InstrumentID { InstrumentID(index: -1) }
}
