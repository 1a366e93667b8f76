import CContextSwitch

extension Resumable {
  /// How often a dropped body that yields instead of leaving is told again, before it is given up.
  static let mostExits = 1_000

  /// Throws the exit into a suspended body; forgets one that has not started. Nil where nothing was resumed.
  final func exit<Output, Return>() -> Arrival<Output, Return>? {
    guard let control = unsafe control else {
      unsafe body = nil
      return nil
    }
    return unsafe exchange(UInt(context_exit), (), with: control)
  }

  /// The end of the last reference: a suspended body is closed. Errors have nobody to go to and are reported.
  @usableFromInline @inline(__always)
  final func drop<Output, Return>(_: Output.Type, _: Return.Type) {
    if unsafe control != nil { unwind(Output.self, Return.self) }
  }

  @usableFromInline @inline(never)
  final func unwind<Output, Return>(_: Output.Type, _: Return.Type) {
    for attempt in 1...Self.mostExits {
      let arrival: Arrival<Output, Return>? = exit()
      switch arrival {
      case .yielded:
        if attempt == 1 { UnraisableError.report(CoroutineError(.ignoredExit)) }
      case .threw(let error):
        if !(error is GeneratorExit) { UnraisableError.report(error) }
        return
      case nil, .returned, .refused:
        return
      }
    }
    // Its frames may still be linked from elsewhere, so its stack is never used again.
    if let control = unsafe control { unsafe context_abandon(control) }
    unsafe control = nil
  }
}
