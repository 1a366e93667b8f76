// Delegation, `yield from` of PEP 380: another source yields in this body's place. What is sent or thrown goes to it,
// closing closes it first, and its return value is the value of the call.
//
// However deep delegations lie in each other, a value costs the same: the consumer resumes the innermost body.

extension Yielder where Failure == any Error {
  /// Lets another coroutine yield in this body's place until it returns.
  ///
  /// Values sent go to it. An error thrown in is thrown in there. ``GeneratorExit`` is not: the other coroutine is closed,
  /// and the exit goes on in this body, also where the other one returned.
  ///
  /// - Parameter inner: one that has not started, or that waits at a yield and takes `Void`.
  /// - Returns: what the other coroutine returned.
  /// - Throws: what it throws, or what its closing throws; ``CoroutineError/Code/finished`` where somebody else resumed it
  ///   to its end, so that its result is gone.
  public func callAsFunction<Return>(from inner: Coroutine<Input, Output, Return>) throws -> Return {
    try delegate(from: inner.start(), to: inner)
  }

  /// Delegates to a coroutine that has come as far as `step`.
  func delegate<Return>(
    from step: Step<Output, Return>, to inner: Coroutine<Input, Output, Return>
  ) throws -> Return {
    switch step {
    case .returned(let result): return result
    case .yielded(let output):
      let end = delegate(to: inner, yielding: output, Return.self)
      guard let result = try result(of: end, closing: { try inner.close() }) else { throw CoroutineError(.finished) }
      return result
    }
  }

  /// What a delegation came to; nil where somebody else resumed the delegate to its end. One that still waits is closed
  /// before the error or the exit goes on in this body.
  func result<Return>(of end: DelegationEnd<Return, Failure>, closing close: () throws -> Void) throws -> Return? {
    switch end {
    case .returned(let result): return result
    case .threw(let error): throw error
    case .gone: return nil
    case .interrupted(let error):
      try close()
      throw error
    case .exit:
      try close()
      throw GeneratorExit()
    }
  }
}

extension Yielder where Failure == any Error, Input == Void {
  /// Lets another coroutine yield in this body's place until it returns. It may have been started before.
  public func callAsFunction<Return>(from inner: Coroutine<Void, Output, Return>) throws -> Return {
    try delegate(from: inner.next(), to: inner)
  }

  /// Lets a generator yield in this body's place until it ends. Errors thrown in go to it; closing closes it first.
  ///
  /// - Throws: what it throws, or what its closing throws.
  public func callAsFunction(from inner: Generator<Output, any Error>) throws {
    guard let output = try inner.next() else { return }
    _ = try result(of: delegate(to: inner, yielding: output, Void.self), closing: { try inner.close() })
  }

  /// Lets a generator that can't fail yield in this body's place until it ends. Nothing can be thrown into it, so an error
  /// thrown in closes it and goes on in this body.
  ///
  /// - Throws: what is thrown in; ``CoroutineError/Code/ignoredExit`` where the generator does not leave.
  public func callAsFunction(from inner: Generator<Output, Never>) throws {
    guard let output = inner.next() else { return }
    _ = try result(of: delegate(to: inner, yielding: output, Void.self), closing: { try inner.close() })
  }

  /// Yields every element of a sequence. Errors thrown in are thrown here, at the element that was yielded last.
  @inlinable
  public func callAsFunction(from elements: some Sequence<Output>) throws {
    for element in elements { try self(element) }
  }
}

extension Yielder where Failure == Never, Input == Void {
  /// Lets another generator yield in this body's place until it ends; closing closes it first.
  ///
  /// - Throws: ``GeneratorExit`` where this body is closed. A generator that does not leave then is reported
  ///   (``UnraisableError``), since no other error may pass here.
  public func callAsFunction(from inner: Generator<Output, Never>) throws(GeneratorExit) {
    guard let output = inner.next(), case .exit = delegate(to: inner, yielding: output, Void.self) else { return }
    do throws(CoroutineError) { try inner.close() } catch { UnraisableError.report(error) }
    throw GeneratorExit()
  }

  /// Yields every element of a sequence.
  ///
  /// - Throws: ``GeneratorExit`` where this body is closed.
  @inlinable
  public func callAsFunction(from elements: some Sequence<Output>) throws(GeneratorExit) {
    for element in elements { try self(element) }
  }
}
