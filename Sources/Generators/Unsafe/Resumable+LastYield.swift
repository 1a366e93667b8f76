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
}
