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
    let answer = unsafe Crossing.send(output) { word in
      unsafe context_delegate(
        control, inner.control, inner.identity, Unmanaged.passUnretained(inner).toOpaque(), word)
    }
    switch unsafe Int(answer.tag) {
    case context_delegate_returned:
      let result = unsafe UnsafeMutablePointer<Return>(bitPattern: answer.payload)!.move()
      inner.retire()
      return .returned(result)
    case context_delegate_threw:
      let error = unsafe UnsafeMutablePointer<any Error>(bitPattern: answer.payload)!.move()
      inner.retire()
      return .threw(error)
    case context_delegate_gone:
      unsafe Crossing<Input>.discard(answer.payload)
      return .gone
    case context_throw: return unsafe .interrupted(Crossing<Failure>.receive(answer.payload))
    default: return .exit
    }
  }
}
