public import CContextSwitch

/// What a body yields with. It works in the running body that it was given to, at any depth of calls, and nowhere else.
///
/// Called on another thread, by the consumer, after the body's end or from another body nested in this one, it stops the
/// program with a sentence, before anything was switched. The check is one comparison of the stack pointer with the
/// bounds of the body's stack, and one of the body's identity.
///
/// - Complexity: a yield and a resume together cost a few nanoseconds, and allocate nothing.
@frozen @safe
public struct Yielder<Input, Output, Failure: Error> {
  @usableFromInline let control: UnsafeMutablePointer<context_control>
  @usableFromInline let identity: UInt

  @inlinable
  init(_ control: UnsafeMutablePointer<context_control>) {
    unsafe self.control = control
    self.identity = unsafe control.pointee.identity
  }

  /// Yields a value, waits, and returns what ended the wait. Never throws: use it where the three ways of being resumed
  /// are to be told apart without the cost of an error box, else call the yielder like a function.
  ///
  /// - Precondition: the caller is the body that this yielder was given to.
  @inlinable @inline(__always)
  public func suspend(
    _ output: Output, file: StaticString = #fileID, line: UInt = #line
  ) -> Resumption<Input, Failure> {
    note(file, line)
    let answer = unsafe Crossing.send(output) { word in unsafe context_suspend(control, identity, word) }
    if unsafe answer.tag == UInt(context_send) { return unsafe .sent(Crossing<Input>.receive(answer.payload)) }
    if unsafe answer.tag == UInt(context_throw) { return unsafe .thrown(Crossing<Failure>.receive(answer.payload)) }
    if unsafe answer.tag == UInt(context_misplaced) { refuse() }
    return .exit
  }

  /// Keeps the place of a yield, in debug builds.
  @inlinable @inline(__always)
  func note(_ file: StaticString, _ line: UInt) {
    #if DEBUG
      guard unsafe context_is_current(control, identity), file.hasPointerRepresentation else { return }
      unsafe control.pointee.yield_file = UnsafeRawPointer(file.utf8Start).assumingMemoryBound(to: CChar.self)
      unsafe control.pointee.yield_line = UInt32(truncatingIfNeeded: line)
    #endif
  }

  @usableFromInline @inline(never)
  func refuse() -> Never {
    fatalError(
      "A yielder was called outside of its running body: after the body's end, by its consumer, on another thread, or "
        + "from another body. Yield only in the body that was given the yielder.")
  }
}

@available(*, unavailable)
extension Yielder: Sendable {}
