internal import CContextSwitch

extension Resumable {
  /// How often a dropped body that yields instead of leaving is told again, before it is given up.
  static let mostExits = 1_000

  /// Throws the exit into a suspended body; forgets one that has not started. Nil where nothing was resumed.
  final func exit<Output, Return>() -> Arrival<Output, Return>? {
    if !hasStack { return forget() || state == .finished ? nil : .refused }
    return exchange(UInt(context_exit), ())
  }

  /// The end of the last reference: a suspended body is closed. Errors have nobody to go to and are reported.
  @usableFromInline @inline(__always)
  final func drop<Output, Return>(_: Output.Type, _: Return.Type) {
    if hasStack { unwind(Output.self, Return.self) }
  }

  @usableFromInline @inline(never)
  final func unwind<Output, Return>(_: Output.Type, _: Return.Type) {
    unsafe context_adopt(control)
    for attempt in 1...Self.mostExits {
      let answer = unsafe context_arrive(control, context_exit_dropped(control))
      // Nearly every body leaves by its exit: for that, no type has to be looked up.
      if unsafe answer.tag == UInt(context_threw) {
        let error = unsafe UnsafeMutablePointer<any Error>(bitPattern: answer.payload)!.move()
        retire()
        if !(error is GeneratorExit) { UnraisableError.report(error) }
        return
      }
      guard unsafe isYield(answer, Output.self, Return.self) else { return }
      if attempt == 1 { UnraisableError.report(CoroutineError(.ignoredExit)) }
    }
    // Its frames may still be linked from elsewhere, so its stack is never used again.
    if hasStack { unsafe context_abandon(control) }
    unsafe handle.target = context_none()
    unsafe control = context_none()
  }

  /// Whether a dropped body yields instead of leaving. What it yields or returns nobody gets.
  @inline(never)
  private final func isYield<Output, Return>(_ answer: context_message, _: Output.Type, _: Return.Type) -> Bool {
    let arrival: Arrival<Output, Return> = unsafe arrival(answer)
    if case .yielded = arrival { return true }
    return false
  }
}
