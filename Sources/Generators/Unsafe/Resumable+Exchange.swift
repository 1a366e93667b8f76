public import CContextSwitch

/// What came out of a resume.
@frozen @usableFromInline
enum Arrival<Output, Return> {
  case yielded(Output)
  case returned(Return)
  case threw(any Error)
  /// Nothing was resumed: the body was running, has not started or has ended.
  case refused
}

extension Resumable {
  /// Resumes the body with a value and waits for what it yields, returns or throws.
  ///
  /// The value and the answer lie on the stacks of their senders; each is moved out by its receiver, once, right after
  /// the switch. What was read is read through the address that the switch returned, never through one known before it.
  @inlinable @inline(__always)
  final func resume<Input, Output, Return>(sending input: Input) -> Arrival<Output, Return> {
    let answer = unsafe withUnsafeTemporaryAllocation(of: Input.self, capacity: 1) { slot in
      let payload = slot.baseAddress!
      unsafe payload.initialize(to: input)
      let answer = unsafe context_resume(target, payload)
      if unsafe answer.tag == UInt(context_unsent) { return unsafe resumeApart(UInt(context_send), payload) }
      return unsafe answer
    }
    if unsafe answer.tag == UInt(context_yielded) {
      let output = unsafe answer.payload.assumingMemoryBound(to: Output.self).move()
      unsafe context_settle(answer)
      return .yielded(output)
    }
    return unsafe rareArrival(answer)
  }

  /// Resumes the body with an error, thrown where it waits.
  @inlinable
  final func resume<Failure, Output, Return>(throwing error: Failure) -> Arrival<Output, Return> {
    // A thrown exit is not for a body that yields in this one's place (PEP 380).
    let isExit = unsafe context_is_delegating(control) && error is GeneratorExit
    return exchange(UInt(isExit ? context_throw_here : context_throw), error)
  }

  /// Hands a message to the body, the long way.
  @inlinable
  final func exchange<Message, Output, Return>(_ tag: UInt, _ message: Message) -> Arrival<Output, Return> {
    let answer = unsafe withUnsafeTemporaryAllocation(of: Message.self, capacity: 1) { slot in
      let payload = slot.baseAddress!
      unsafe payload.initialize(to: message)
      return unsafe resumeApart(tag, payload)
    }
    return unsafe rareArrival(answer)
  }

  /// The long way, for a message that lies there.
  @inlinable @inline(never)
  final func resumeApart<Message>(_ tag: UInt, _ payload: UnsafeMutablePointer<Message>) -> context_message {
    let answer =
      unsafe hasStack
      ? context_resume_apart(control, identity, tag, payload)
      : context_message(tag: UInt(context_refused), payload: payload, body: control)
    if unsafe answer.tag == UInt(context_refused) { unsafe payload.deinitialize(count: 1) }
    return unsafe answer
  }

  /// What is not a value that came the short way. Takes over what the body left at its end, and its stack.
  @inlinable @inline(never)
  final func rareArrival<Output, Return>(_ first: context_message) -> Arrival<Output, Return> {
    let answer = unsafe context_arrive(control, first)
    switch unsafe Int(answer.tag) {
    case context_yielded_apart:
      let output = unsafe answer.payload.assumingMemoryBound(to: Output.self).move()
      unsafe context_settle(answer)
      return .yielded(output)
    case context_returned:
      let result = unsafe answer.payload.assumingMemoryBound(to: Return.self).move()
      retire()
      return .returned(result)
    case context_threw:
      let error = unsafe answer.payload.assumingMemoryBound(to: (any Error).self).move()
      retire()
      return .threw(error)
    default:
      return .refused
    }
  }

  /// Starts the body and waits for what it yields, returns or throws.
  @inlinable
  final func launch<Output, Return>() throws(CoroutineError) -> Arrival<Output, Return> {
    try prepare(
      resultSize: max(MemoryLayout<Return>.size, MemoryLayout<any Error>.size),
      resultAlignment: max(MemoryLayout<Return>.alignment, MemoryLayout<any Error>.alignment))
    // A body that starts reads nothing of what it is sent.
    return unsafe rareArrival(context_start(control, UnsafeMutableRawPointer(control)))
  }
}
