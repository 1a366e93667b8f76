/// A misuse that types cannot exclude. Whatever threw it has changed nothing, but where a code says otherwise.
public struct CoroutineError: Error, Hashable {
  /// What was wrong.
  public enum Code: Hashable, Sendable {
    /// The body runs already: it resumed itself, directly or through others, or another thread is resuming it. CPython:
    /// "generator already executing".
    case alreadyRunning
    /// A value was sent before the body reached its first yield. CPython: "can't send non-None value to a
    /// just-started generator".
    case notStarted
    /// The body was started before.
    case alreadyStarted
    /// The body has ended.
    case finished
    /// The body yielded when it was told to exit. It stays suspended at that yield; a second `close()` may succeed.
    /// CPython: "generator ignored GeneratorExit".
    case ignoredExit
    /// No stack could be had: memory or address space ran out. The body has not started, and may be started later.
    case outOfMemory
    /// No guarded stack could be had: the kernel's limit of mappings is reached (`vm.max_map_count` on Linux). The
    /// body has not started, and may be started later.
    case tooManyMappings
  }

  /// What was wrong.
  public let code: Code

  /// An error with this code.
  @inlinable public init(_ code: Code) { self.code = code }
}

extension CoroutineError: CustomStringConvertible {
  /// One sentence: what was wrong, and what to do.
  public var description: String {
    switch code {
    case .alreadyRunning:
      "The body is running already: it can't be resumed from inside itself, nor by a second thread at the same time."
    case .notStarted: "Nothing can be sent to a body that has not reached its first yield; call start() first."
    case .alreadyStarted: "The body was started before; go on with next() or send(_:)."
    case .finished: "The body has ended and can't be resumed."
    case .ignoredExit: "The body yielded when it was told to exit; it is still suspended."
    case .outOfMemory: "No memory is left for the stack of one more body; close some first."
    case .tooManyMappings:
      "The kernel allows no further mapping for one more guarded stack; raise vm.max_map_count or close some bodies."
    }
  }
}
