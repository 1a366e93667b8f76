internal import CContextSwitch

/// How a delegation ended.
enum DelegationEnd<Return, Failure: Error> {
  /// The delegate returned.
  case returned(Return)
  /// The delegate threw.
  case threw(any Error)
  /// The delegate had been resumed by somebody else, and has ended there.
  case gone
  /// An error was thrown in that is not for the delegate. It still waits.
  case interrupted(Failure)
  /// This body is to leave. The delegate still waits.
  case exit
}

extension Yielder {
  /// Yields what another body has just yielded, and lets that one yield in this body's place until it ends.
  func delegate<Return>(
    to inner: Resumable, yielding output: Output, _: Return.Type
  ) -> DelegationEnd<Return, Failure> {
    guard unsafe context_is_current(control, identity) else { refuse() }
    guard inner.hasStack else { return .gone }
    let answer = unsafe withUnsafeTemporaryAllocation(of: Output.self, capacity: 1) { slot in
      let payload = slot.baseAddress!
      unsafe payload.initialize(to: output)
      return unsafe context_delegate(control, inner.control, payload)
    }
    switch unsafe Int(answer.tag) {
    case context_delegate_returned:
      let result = unsafe answer.payload.assumingMemoryBound(to: Return.self).move()
      inner.retire()
      return .returned(result)
    case context_delegate_threw:
      let error = unsafe answer.payload.assumingMemoryBound(to: (any Error).self).move()
      inner.retire()
      return .threw(error)
    case context_delegate_gone:
      unsafe answer.payload.assumingMemoryBound(to: Input.self).deinitialize(count: 1)
      return .gone
    case context_throw: return unsafe .interrupted(answer.payload.assumingMemoryBound(to: Failure.self).move())
    default: return .exit
    }
  }
}
