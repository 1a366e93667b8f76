internal import CContextSwitch

/// A function that pauses: each `yield` in its body hands out one element, and the body goes on when the next is wanted.
///
/// ```swift
/// func countdown(from start: Int) -> Generator<Int, Never> {
///   Generator { yield throws(GeneratorExit) in
///     var n = start
///     while n > 0 { try yield(n); n -= 1 }
///   }
/// }
/// for n in countdown(from: 3) { print(n, terminator: " ") }   // 3 2 1
/// ```
///
/// No line of the body runs before the first element is asked for, and none runs while nobody asks. The body has a stack
/// of its own, so it may yield from any depth of calls.
///
/// A generator is single-pass, and all its iterators go on in it: after a `break`, a second `for` goes on where the first
/// stopped. It ends for good when its body returns, throws or is closed; `next()` then gives `nil` for ever.
///
/// A body that can fail is a `Generator<Element, any Error>`, written `Generator { yield in … }`; its `next()` throws,
/// and since a `for` loop could not pass the error on, it is not a `Sequence`: the compiler refuses the loop. Write
/// `while let element = try generator.next()` instead.
///
/// When the last reference goes while the body waits at a yield, the body is closed: its `defer` blocks run. In
/// optimised builds the last reference may go right after its last use, before the end of its scope; keep it with
/// `withExtendedLifetime` where that matters. A body that captures its own generator keeps it alive until it is closed.
///
/// Not `Sendable`; a suspended generator may be resumed from any thread, one at a time.
///
/// Use ``Coroutine`` where values go in as well, or where the body returns a result. Source: PEP 255, PEP 342.
///
/// - Complexity: creation allocates this object and the body's captures; the first `next()` takes a stack from the
///   thread's pool; each further one allocates nothing.
public final class Generator<Element, Failure: Error>: Resumable {
  /// What the body yields with.
  public typealias Yield = Yielder<Void, Element, Failure>

  @inlinable
  override init(name: StaticString, stackSize: Int?, file: StaticString, line: UInt, body: ErasedBody) {
    super.init(name: name, stackSize: stackSize, file: file, line: line, body: body)
  }

  deinit { drop(Element.self, Void.self) }
}

extension Generator where Failure == Never {
  /// A generator whose body can't fail: the only error that may leave it is the ``GeneratorExit`` of its closing.
  ///
  /// Say so in the closure, `{ yield throws(GeneratorExit) in … }`, since the language takes a closure of several
  /// statements to throw any error unless told otherwise.
  ///
  /// - Parameters:
  ///   - name: what it is called in messages; the function that makes it, where nothing is said.
  ///   - stackSize: bytes of stack for the body; nil for a default that suffices for Foundation's formatting.
  ///   - file: where it is made, for messages.
  ///   - line: the same.
  ///   - body: runs from the first `next()` on.
  @inlinable
  public convenience init(
    name: StaticString = #function, stackSize: Int? = nil, file: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping (Yield) throws(GeneratorExit) -> Void
  ) {
    self.init(name: name, stackSize: stackSize, file: file, line: line, body: ErasedBody(QuietBody(body)))
  }

  /// Resumes the body and waits for its next element; nil once the body has ended.
  ///
  /// - Precondition: the body does not run already.
  @inlinable @inline(__always)
  public func next() -> Element? {
    let arrival: Arrival<Element, Void> = resumeOrStart()
    if case .yielded(let element) = arrival { return element }
    return nil
  }

  /// Makes the body leave: ``GeneratorExit`` is thrown where it waits. One that has not started never runs. Closing
  /// twice, or after the end, does nothing.
  ///
  /// - Throws: ``CoroutineError/Code/ignoredExit`` where the body yields instead, and then is still suspended;
  ///   ``CoroutineError/Code/alreadyRunning`` where it runs.
  public func close() throws(CoroutineError) {
    let arrival: Arrival<Element, Void>? = exit()
    switch arrival {
    case .yielded: throw CoroutineError(.ignoredExit)
    case .refused: throw CoroutineError(.alreadyRunning)
    case nil, .returned, .threw: return
    }
  }
}

extension Generator where Failure == any Error {
  /// A generator whose body may fail.
  ///
  /// - Parameters:
  ///   - name: what it is called in messages; the function that makes it, where nothing is said.
  ///   - stackSize: bytes of stack for the body; nil for a default that suffices for Foundation's formatting.
  ///   - file: where it is made, for messages.
  ///   - line: the same.
  ///   - body: runs from the first `next()` on. What it throws comes out of the `next()` that resumed it.
  @inlinable
  public convenience init(
    name: StaticString = #function, stackSize: Int? = nil, file: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping (Yield) throws -> Void
  ) {
    self.init(name: name, stackSize: stackSize, file: file, line: line, body: ErasedBody(FailingBody(body)))
  }

  /// Resumes the body and waits for its next element; nil once the body has ended.
  ///
  /// - Throws: what the body throws; it has ended then. ``CoroutineError`` where the body runs already, or no stack can
  ///   be had for it.
  @inlinable @inline(__always)
  public func next() throws -> Element? {
    let arrival: Arrival<Element, Void> = resume(sending: ())
    if case .yielded(let element) = arrival { return element }
    guard case .refused = arrival else { return try element(of: arrival) }
    return try element(of: firstArrival() ?? startHere())
  }

  @inlinable
  func element(of arrival: Arrival<Element, Void>) throws -> Element? {
    switch arrival {
    case .yielded(let element): return element
    case .returned: return nil
    case .threw(let error): throw error
    case .refused: throw refusal
    }
  }

  /// Throws an error at the yield where the body waits, and waits for the next element.
  ///
  /// Before the start the body never runs: the error comes straight back and the generator has ended. After the end it
  /// comes straight back, too.
  ///
  /// - Returns: what a body that caught the error yields next, or nil where it returned.
  /// - Throws: the error, where the body does not catch it; else as `next()`.
  public func `throw`(_ error: any Error) throws -> Element? {
    if !hasStack, forget() || state == .finished { throw error }
    // `as any Error` hands over the box that the body expects: without it the call would open the existential and hand
    // over its content.
    return try element(of: resume(throwing: error as any Error))
  }

  /// Makes the body leave: ``GeneratorExit`` is thrown where it waits. One that has not started never runs. Closing
  /// twice, or after the end, does nothing.
  ///
  /// - Throws: what the body throws instead of the exit; ``CoroutineError/Code/ignoredExit`` where it yields, and then
  ///   is still suspended; ``CoroutineError/Code/alreadyRunning`` where it runs.
  public func close() throws {
    let arrival: Arrival<Element, Void>? = exit()
    switch arrival {
    case .yielded: throw CoroutineError(.ignoredExit)
    case .refused: throw CoroutineError(.alreadyRunning)
    case .threw(let error) where !(error is GeneratorExit): throw error
    case nil, .returned, .threw: return
    }
  }
}
