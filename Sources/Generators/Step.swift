/// What resuming a coroutine led to.
///
/// ```swift
/// switch try coroutine.send(10) {
/// case .yielded(let value): print("waits again, having yielded", value)
/// case .returned(let result): print("ended with", result)
/// }
/// ```
@frozen
public enum Step<Output, Return> {
  /// The body yielded this and waits.
  case yielded(Output)
  /// The body returned this and has ended. CPython: `StopIteration.value`, PEP 380.
  case returned(Return)

  /// What was yielded, or nil where the body returned.
  @inlinable public var output: Output? {
    if case .yielded(let output) = self { output } else { nil }
  }

  /// What was returned, or nil where the body yielded.
  @inlinable public var result: Return? {
    if case .returned(let result) = self { result } else { nil }
  }
}

extension Step: Sendable where Output: Sendable, Return: Sendable {}
extension Step: Equatable where Output: Equatable, Return: Equatable {}
extension Step: Hashable where Output: Hashable, Return: Hashable {}
