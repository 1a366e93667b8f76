public import CContextSwitch

/// What came out of a resume.
@frozen @usableFromInline
enum Arrival<Output, Return> {
  case yielded(Output)
  case returned(Return)
  case threw(any Error)
  /// Nothing was resumed: the body was running.
  case refused
}

extension Resumable {
  /// Hands a message to the body and waits for what it yields, returns or throws.
  ///
  /// The message and the answer lie on the stacks of their senders; each is moved out by its receiver, once, right after
  /// the switch. What was read is read through the address that the switch returned, never through one known before it.
  @inlinable @inline(__always)
  final func exchange<Message, Output, Return>(
    _ tag: UInt, _ message: Message, with control: UnsafeMutablePointer<context_control>
  ) -> Arrival<Output, Return> {
    let answer = unsafe withUnsafeTemporaryAllocation(of: Message.self, capacity: 1) { slot in
      let payload = slot.baseAddress!
      unsafe payload.initialize(to: message)
      let answer = unsafe context_resume(control, tag, payload)
      if unsafe answer.tag == UInt(context_refused) { unsafe payload.deinitialize(count: 1) }
      return unsafe answer
    }
    if unsafe answer.tag == UInt(context_yielded) {
      return unsafe .yielded(answer.payload.assumingMemoryBound(to: Output.self).move())
    }
    if unsafe answer.tag == UInt(context_refused) { return .refused }
    return unsafe end(answer, control)
  }

  /// Resumes the body with a value.
  @inlinable @inline(__always)
  final func resume<Input, Output, Return>(
    _ control: UnsafeMutablePointer<context_control>, sending input: Input
  ) -> Arrival<Output, Return> {
    unsafe exchange(UInt(context_send), input, with: control)
  }

  /// Resumes the body with an error, thrown where it waits.
  @inlinable @inline(__always)
  final func resume<Failure, Output, Return>(
    _ control: UnsafeMutablePointer<context_control>, throwing error: Failure
  ) -> Arrival<Output, Return> {
    // A thrown exit is not for a body that yields in this one's place (PEP 380).
    let isExit = unsafe context_is_delegating(control) && error is GeneratorExit
    return unsafe exchange(UInt(isExit ? context_throw_here : context_throw), error, with: control)
  }

  /// Takes over what the body left at its end, and its stack.
  @inlinable
  final func end<Output, Return>(
    _ answer: context_message, _ control: UnsafeMutablePointer<context_control>
  ) -> Arrival<Output, Return> {
    let arrival: Arrival<Output, Return> =
      unsafe answer.tag == UInt(context_returned)
      ? .returned(answer.payload.assumingMemoryBound(to: Return.self).move())
      : .threw(answer.payload.assumingMemoryBound(to: (any Error).self).move())
    unsafe retire(control)
    return arrival
  }

  /// Starts the body and waits for what it yields, returns or throws.
  @inlinable
  final func launch<Output, Return>() throws(CoroutineError) -> Arrival<Output, Return> {
    try prepare(
      resultSize: max(MemoryLayout<Return>.size, MemoryLayout<any Error>.size),
      resultAlignment: max(MemoryLayout<Return>.alignment, MemoryLayout<any Error>.alignment))
    return unsafe exchange(UInt(context_send), (), with: control!)
  }

  /// What a body is for the stack that runs it.
  @inlinable @inline(__always)
  static func makeBody<Input, Output, Return, Failure>(
    _ body: @escaping (Yielder<Input, Output, Failure>) throws -> Return
  ) -> Body {
    return unsafe Body { control in
      let result = unsafe control.pointee.result!
      unsafe control.pointee.accepts_throw = true
      do {
        let value = try unsafe body(Yielder(control))
        unsafe result.assumingMemoryBound(to: Return.self).initialize(to: value)
        return UInt(context_returned)
      } catch {
        unsafe result.assumingMemoryBound(to: (any Error).self).initialize(to: error)
        return UInt(context_threw)
      }
    }
  }

  /// The same for a body that nothing but its exit leaves, and that returns nothing.
  @inlinable @inline(__always)
  static func makeBody<Output>(
    _ body: @escaping (Yielder<Void, Output, Never>) throws(GeneratorExit) -> Void
  ) -> Body {
    return unsafe Body { control in
      do throws(GeneratorExit) { try unsafe body(Yielder(control)) } catch {}
      return UInt(context_returned)
    }
  }
}
