internal import CContextSwitch

/// Bytes of stack that a body gets whose generator asks for none in particular.
var defaultStackSize: Int { context_default_stack_size() }

extension Resumable {
  /// Where a suspended body waits: the place of its last yield. Known in debug builds only, else nil; nil, too, before
  /// the first yield and after the end.
  public final var placeOfLastYield: SourcePlace? {
    guard let file = unsafe control.pointee.yield_file else { return nil }
    return SourcePlace(file: unsafe String(cString: file), line: Int(unsafe control.pointee.yield_line))
  }

  /// The generator or coroutine that yields in this one's place, while this one waits at a `yield(from:)`; else nil.
  /// CPython: `gi_yieldfrom`.
  public final var delegate: Resumable? {
    guard let object = unsafe context_delegate_object(control) else { return nil }
    // It lives: its body has a stack, and the frame of the body that delegates to it holds it.
    return unsafe Unmanaged<Resumable>.fromOpaque(object).takeUnretainedValue()
  }
}
