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
      let answer = unsafe context_resume(context_target(&handle), word)
      return unsafe answer.tag == UInt(context_unsent) ? resumeApart(UInt(context_send), word, Input.self) : answer
    }
    if unsafe answer.tag == UInt(context_yielded) { return unsafe .yielded(Self.receive(answer)) }
    return unsafe rareArrival(answer)
  }

  /// The same for a generator's body that can't fail, which is started where it has not been. Never refused.
  @inlinable @inline(__always)
  final func resumeOrStart<Element>() -> Arrival<Element, Void> {
    let answer = unsafe context_resume(context_target(&handle), 0)
    if unsafe answer.tag == UInt(context_yielded) { return unsafe .yielded(Self.receive(answer)) }
    return unsafe resumeOrStart(after: answer)
  }

  /// What it comes to where the short way was not taken, or did not bring a value.
  @inlinable @inline(__always)
  final func resumeOrStart<Element>(after answer: context_message) -> Arrival<Element, Void> {
    let arrival: Arrival<Element, Void> = unsafe rareElement(answer)
    if case .refused = arrival { return startHere() }
    return arrival
  }

  /// Starts a body that was just prepared and may be started here.
  @inlinable @inline(__always)
  final func startHere<Element>() -> Arrival<Element, Void> {
    let answer = unsafe context_start_here(control)
    if unsafe answer.tag == UInt(context_yielded) { return unsafe .yielded(Self.receive(answer)) }
    return unsafe rareArrival(answer)
  }

  /// Takes over what was yielded, and lets the body be resumed again.
  @inlinable @inline(__always)
  static func receive<Output>(_ answer: context_message) -> Output {
    let output = unsafe Crossing<Output>.receive(answer.payload)
    unsafe context_settle(answer)
    return output
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
  // The formatter would take the space out of the attribute.
  // swift-format-ignore
  @inlinable @inline(never) @_effects(notEscaping self)
  final func resumeApart<Message>(_ tag: UInt, _ word: UInt, _: Message.Type) -> context_message {
    let answer = unsafe answerApart(tag, word)
    if unsafe answer.tag == UInt(context_refused) { Crossing<Message>.discard(word) }
    return unsafe answer
  }

  @inlinable @inline(__always)
  final func answerApart(_ tag: UInt, _ word: UInt) -> context_message {
    unsafe hasStack
      ? context_resume_apart(control, identity, tag, word)
      : context_message(tag: UInt(context_refused), payload: word, body: control)
  }

  /// What is not a value that came the short way. A call of its own, since it is rare.
  // The formatter would take the space out of the attribute.
  // swift-format-ignore
  @inlinable @inline(never) @_effects(notEscaping self)
  final func rareArrival<Output, Return>(_ answer: context_message) -> Arrival<Output, Return> {
    unsafe answer.tag == UInt(context_refused) ? .refused : arrival(answer)
  }

  /// The same for the body of a generator that can't fail, or the long way of a resume. Refused where it has not started:
  /// then it is prepared, and to be started in the caller's function.
  // The formatter would take the space out of the attribute.
  // swift-format-ignore
  @inlinable @inline(never) @_effects(notEscaping self)
  final func rareElement<Element>(_ first: context_message) -> Arrival<Element, Void> {
    let answer = unsafe first.tag == UInt(context_unsent) ? answerApart(UInt(context_send), 0) : first
    if unsafe answer.tag != UInt(context_refused) { return unsafe arrival(answer) }
    if !prepareQuiet() { return .returned(()) }
    return unsafe context_may_start_here(control) ? .refused : arrival(context_start(control, 0))
  }

  /// What the body of a generator that may fail gives, which was refused since it has not started, or has ended. Nil where
  /// it is prepared, and to be started in the caller's function.
  // The formatter would take the space out of the attribute.
  // swift-format-ignore
  @inlinable @inline(never) @_effects(notEscaping self)
  final func firstArrival<Element>() throws(CoroutineError) -> Arrival<Element, Void>? {
    if try !prepareFailing() { return .returned(()) }
    return unsafe context_may_start_here(control) ? nil : arrival(context_start(control, 0))
  }

  /// What a resume came to that was not refused. Takes over what the body left at its end, and its stack.
  @inlinable @inline(__always)
  final func arrival<Output, Return>(_ first: context_message) -> Arrival<Output, Return> {
    let answer = unsafe context_arrive(control, first)
    switch unsafe Int(answer.tag) {
    case context_yielded_apart:
      return unsafe .yielded(Self.receive(answer))
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
    try prepareTyped(
      resultSize: max(MemoryLayout<Return>.size, MemoryLayout<any Error>.size),
      resultAlignment: max(MemoryLayout<Return>.alignment, MemoryLayout<any Error>.alignment))
    // A body that starts reads nothing of what it is sent.
    return unsafe arrival(context_start(control, 0))
  }

  /// Starts the body for a `next()` that was refused: the body has not started, or somebody else had it.
  @inlinable
  final func launchForNext<Output, Return>() throws(CoroutineError) -> Arrival<Output, Return> {
    do { return try launch() } catch {
      throw error.code == .alreadyStarted ? CoroutineError(.alreadyRunning) : error
    }
  }
}
