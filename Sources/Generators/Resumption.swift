/// What ended a body's wait at a yield: the three ways in which it can be resumed.
///
/// ``Yielder/suspend(_:file:line:)`` returns it; the shorter call of the yielder throws what is not a value.
@frozen
public enum Resumption<Input, Failure: Error> {
  /// `send(_:)` or `next()`.
  case sent(Input)
  /// `throw(_:)`.
  case thrown(Failure)
  /// `close()`: leave.
  case exit
}

extension Resumption: Sendable where Input: Sendable {}
