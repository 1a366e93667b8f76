extension Yielder where Failure == any Error {
  /// Yields a value and waits.
  ///
  /// ```swift
  /// let running = Coroutine<Int, Int, Void> { yield in
  ///   var total = 0
  ///   while true { total += try yield(total) }
  /// }
  /// try running.start()    // .yielded(0)
  /// try running.send(10)   // .yielded(10)
  /// ```
  ///
  /// - Returns: what is sent next.
  /// - Throws: what is thrown in next; ``GeneratorExit`` where the body is closed.
  /// - Precondition: the caller is the body that this yielder was given to.
  @inlinable @inline(__always) @discardableResult
  public func callAsFunction(_ output: Output, file: StaticString = #fileID, line: UInt = #line) throws -> Input {
    switch suspend(output, file: file, line: line) {
    case .sent(let input): return input
    case .thrown(let error): throw error
    case .exit: throw GeneratorExit()
    }
  }
}

extension Yielder where Failure == any Error, Output == Void {
  /// Waits, with nothing to say. Otherwise as the call with a value.
  @inlinable @inline(__always) @discardableResult
  public func callAsFunction(file: StaticString = #fileID, line: UInt = #line) throws -> Input {
    try callAsFunction((), file: file, line: line)
  }
}

extension Yielder where Failure == Never {
  /// Yields a value and waits.
  ///
  /// - Throws: ``GeneratorExit`` where the body is closed, and nothing else.
  /// - Precondition: the caller is the body that this yielder was given to.
  @inlinable @inline(__always) @discardableResult
  public func callAsFunction(
    _ output: Output, file: StaticString = #fileID, line: UInt = #line
  ) throws(GeneratorExit) -> Input {
    switch suspend(output, file: file, line: line) {
    case .sent(let input): return input
    case .exit: throw GeneratorExit()
    }
  }
}
