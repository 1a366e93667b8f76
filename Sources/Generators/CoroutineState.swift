/// Where a body stands. Source: Python's `inspect.getgeneratorstate`.
public enum CoroutineState: Hashable, Sendable {
  /// Not started: no line of the body has run, and it has no stack.
  case created
  /// It waits at a yield.
  case suspended
  /// It runs now, and so waits for the one who asks.
  case running
  /// It returned, threw or was closed.
  case finished
}
