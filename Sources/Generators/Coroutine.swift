internal import CContextSwitch

/// A function that pauses and takes part in a conversation: each `yield` hands out a value and returns the one that is
/// sent next.
///
/// ```swift
/// let running = Coroutine<Double, Double, Void> { yield in
///   var total = 0.0
///   while true { total += try yield(total) }
/// }
/// try running.start()     // .yielded(0.0): runs to the first yield
/// try running.send(10)    // .yielded(10.0)
/// try running.close()     // GeneratorExit at the yield: the body leaves
/// ```
///
/// `throw(_:)` raises an error where the body waits, and keeps the data channel free of it.
///
/// This short name is the ``TypedCoroutine`` that takes any error.
public typealias Coroutine<Input, Output, Return> = TypedCoroutine<Input, Output, Return, any Error>

/// A coroutine that says which errors can be thrown in.
///
/// `Failure` is the type of ``throw(_:)``'s argument, so that an error that is frequent costs no box. The body sees it
/// as ``Resumption/thrown(_:)`` of ``Yielder/suspend(_:file:line:)``, or thrown, where `Failure` is `any Error`. What a body throws
/// out of itself can be any error; it ends the coroutine.
///
/// What is said of ``Generator`` about lazy start, the end, the last reference, threads and stacks holds here too.
/// Source: PEP 342, PEP 380.
///
/// - Complexity: creation allocates this object and the body's captures; the start takes a stack from the thread's pool;
///   each further resume allocates nothing.
public final class TypedCoroutine<Input, Output, Return, Failure: Error>: Resumable {
  /// What the body yields with.
  public typealias Yield = Yielder<Input, Output, Failure>

  /// A coroutine that has not started.
  ///
  /// - Parameters:
  ///   - name: what it is called in messages; the function that makes it, where nothing is said.
  ///   - stackSize: bytes of stack for the body; nil for a default that suffices for Foundation's formatting.
  ///   - file: where it is made, for messages.
  ///   - line: the same.
  ///   - body: runs from ``start()`` on. What it throws comes out of the call that resumed it. Any error may: a closure
  ///     that says `throws(GeneratorExit)` makes the compiler of Swift 6.3.1 crash in optimised builds.
  @inlinable
  public init(
    name: StaticString = #function, stackSize: Int? = nil, file: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping (Yield) throws -> Return
  ) {
    super.init(name: name, stackSize: stackSize, file: file, line: line, body: ErasedBody(TypedBody(body)))
  }

  deinit { drop(Output.self, Return.self) }

  override class func run(_ body: ErasedBody, _ control: UnsafeMutablePointer<context_control>) -> UInt {
    unsafe TypedBody<Input, Output, Return, Failure>(body).run(control)
  }

  /// Runs the body from its first line to its first yield: a fresh coroutine can be sent nothing before that.
  ///
  /// - Throws: what the body throws; ``CoroutineError/Code/alreadyStarted``, ``CoroutineError/Code/finished``, or that no
  ///   stack can be had.
  @inlinable @discardableResult
  public func start() throws -> Step<Output, Return> {
    try step(of: launch())
  }

  /// Sends a value to the yield where the body waits, and waits for the next yield.
  ///
  /// - Throws: what the body throws; it has ended then. ``CoroutineError/Code/notStarted``,
  ///   ``CoroutineError/Code/finished`` or ``CoroutineError/Code/alreadyRunning``, which change nothing.
  @inlinable @inline(__always) @discardableResult
  public func send(_ input: Input) throws -> Step<Output, Return> {
    try step(of: resume(sending: input))
  }

  /// Throws an error at the yield where the body waits, and waits for the next yield.
  ///
  /// Before the start the body never runs: the error comes straight back and the coroutine has ended. After the end it
  /// comes straight back, too.
  ///
  /// - Returns: what a body that caught the error does next.
  /// - Throws: the error, where the body does not catch it; else as ``send(_:)``.
  @inlinable @discardableResult
  public func `throw`(_ error: Failure) throws -> Step<Output, Return> {
    if !hasStack, forget() || state == .finished { throw error }
    return try step(of: resume(throwing: error))
  }

  /// Makes the body leave: ``GeneratorExit`` is thrown where it waits. One that has not started never runs. Closing
  /// twice, or after the end, does nothing.
  ///
  /// - Returns: what the body returned, where it caught the exit and returned (Python 3.13's rule); else nil.
  /// - Throws: what the body throws instead of the exit; ``CoroutineError/Code/ignoredExit`` where it yields, and then
  ///   is still suspended; ``CoroutineError/Code/alreadyRunning`` where it runs.
  @discardableResult
  public func close() throws -> Return? {
    let arrival: Arrival<Output, Return>? = exit()
    switch arrival {
    case .returned(let result): return result
    case .yielded: throw CoroutineError(.ignoredExit)
    case .refused: throw CoroutineError(.alreadyRunning)
    case .threw(let error) where !(error is GeneratorExit): throw error
    case nil, .threw: return nil
    }
  }

  @inlinable @inline(__always)
  func step(of arrival: Arrival<Output, Return>) throws -> Step<Output, Return> {
    switch arrival {
    case .yielded(let output): return .yielded(output)
    case .returned(let result): return .returned(result)
    case .threw(let error): throw error
    case .refused: throw refusal
    }
  }
}

extension TypedCoroutine where Input == Void {
  /// Starts the body, or resumes it: Python's `next`, for a coroutine that is sent nothing.
  ///
  /// - Throws: as ``start()`` and ``send(_:)``.
  @inlinable @inline(__always) @discardableResult
  public func next() throws -> Step<Output, Return> {
    let arrival: Arrival<Output, Return> = resume(sending: ())
    if case .refused = arrival { return try step(of: launchForNext()) }
    return try step(of: arrival)
  }
}

extension TypedCoroutine where Input: ExpressibleByNilLiteral {
  /// Starts the body, or resumes it with nil: Python's `next`, which is `send(None)`.
  ///
  /// - Throws: as ``start()`` and ``send(_:)``.
  @inlinable @inline(__always) @discardableResult
  public func next() throws -> Step<Output, Return> {
    let arrival: Arrival<Output, Return> = resume(sending: nil as Input)
    if case .refused = arrival { return try step(of: launchForNext()) }
    return try step(of: arrival)
  }
}
