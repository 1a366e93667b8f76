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
  @inlinable @inline(__always)
  final func resume<Input, Output, Return>(sending input: Input) -> Arrival<Output, Return> {
    let answer = unsafe Crossing.send(input) { word in
      let answer = unsafe context_resume(handle.target, word)
      return unsafe answer.tag == UInt(context_unsent) ? resumeApart(UInt(context_send), word, Input.self) : answer
    }
    if unsafe answer.tag == UInt(context_yielded) {
      let output = unsafe Crossing<Output>.receive(answer.payload)
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
    unsafe rareArrival(Crossing.send(message) { word in unsafe resumeApart(tag, word, Message.self) })
  }

  /// The long way, for a message that stands for a value.
  @inlinable @inline(never)
  final func resumeApart<Message>(_ tag: UInt, _ word: UInt, _: Message.Type) -> context_message {
    let answer =
      unsafe hasStack
      ? context_resume_apart(control, identity, tag, word)
      : context_message(tag: UInt(context_refused), payload: word, body: control)
    if unsafe answer.tag == UInt(context_refused) { Crossing<Message>.discard(word) }
    return unsafe answer
  }

  /// What is not a value that came the short way. Takes over what the body left at its end, and its stack.
  @inlinable @inline(never)
  final func rareArrival<Output, Return>(_ first: context_message) -> Arrival<Output, Return> {
    if unsafe first.tag == UInt(context_refused) { return .refused }
    let answer = unsafe context_arrive(control, first)
    switch unsafe Int(answer.tag) {
    case context_yielded_apart:
      let output = unsafe Crossing<Output>.receive(answer.payload)
      unsafe context_settle(answer)
      return .yielded(output)
    case context_returned:
      let result = unsafe UnsafeMutablePointer<Return>(bitPattern: answer.payload)!.move()
      retire()
      return .returned(result)
    case context_threw:
      let error = unsafe UnsafeMutablePointer<any Error>(bitPattern: answer.payload)!.move()
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
    return unsafe rareArrival(context_start(control, 0))
  }

  /// Starts the body for a `next()` that was refused: the body has not started, or somebody else had it.
  @inlinable
  final func launchForNext<Output, Return>() throws(CoroutineError) -> Arrival<Output, Return> {
    do { return try launch() } catch {
      throw error.code == .alreadyStarted ? CoroutineError(.alreadyRunning) : error
    }
  }
}
