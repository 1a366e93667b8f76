public import CContextSwitch

/// What generators and coroutines have in common: a body that can be suspended, and where it stands.
///
/// The last reference gone, a suspended body is closed: ``GeneratorExit`` is thrown at its yield and its `defer` blocks
/// run. One that has not started is dropped with what it captured.
///
/// Memory: a body has a stack of its own from its first resume to its end; before and after it has none.
/// Not `Sendable`: one at a time may use it. A suspended body may be resumed from any thread.
@safe
public class Resumable {
  /// Runs a body to its end on its own stack, leaves what it returned or threw in `result`, and tells which.
  @usableFromInline
  typealias Body = (UnsafeMutablePointer<context_control>) -> UInt

  /// The stack of a body that was started and has not ended.
  @exclusivity(unchecked) @usableFromInline
  final var control: UnsafeMutablePointer<context_control>?

  /// The body, until it starts or is given up.
  @exclusivity(unchecked) @usableFromInline
  final var body: Body?

  /// Bytes of stack that the body gets.
  public final let stackSize: Int

  @usableFromInline
  init(stackSize: Int?, body: @escaping Body) {
    let size = stackSize ?? context_default_stack_size()
    precondition(size > 0, "A stack size is a positive number of bytes.")
    self.stackSize = size
    unsafe self.body = unsafe body
    unsafe self.control = nil
  }

  /// Where the body stands.
  public final var state: CoroutineState {
    if let control = unsafe control {
      return unsafe control.pointee.state == UInt(context_running.rawValue) ? .running : .suspended
    }
    return unsafe body == nil ? .finished : .created
  }

  /// Why a resume that needs a suspended body cannot take place, where there is no stack.
  @usableFromInline @inline(never)
  final var refusalWithoutStack: CoroutineError {
    CoroutineError(unsafe body == nil ? .finished : .notStarted)
  }

  /// Gives the body its stack. Its first resume runs it from its first line.
  @usableFromInline @inline(never)
  final func prepare(resultSize: Int, resultAlignment: Int) throws(CoroutineError) {
    guard let body = unsafe body else {
      throw CoroutineError(unsafe control == nil ? .finished : .alreadyStarted)
    }
    // The new stack takes the body out of this box before it runs it, so that what the body captured is released on
    // that stack, at the body's end.
    let box = UnsafeMutablePointer<Body>.allocate(capacity: 1)
    unsafe box.initialize(to: body)
    var failure = context_out_of_memory
    let control = unsafe context_create(stackSize, resultSize, resultAlignment, runBody, box, &failure)
    guard let control = unsafe control else {
      unsafe box.deinitialize(count: 1)
      unsafe box.deallocate()
      throw CoroutineError(failure == context_out_of_maps ? .tooManyMappings : .outOfMemory)
    }
    unsafe self.body = nil
    unsafe self.control = control
  }

  /// Gives the stack of an ended body back.
  @inlinable @inline(__always)
  final func retire(_ control: UnsafeMutablePointer<context_control>) {
    unsafe self.control = nil
    unsafe context_destroy(control)
  }
}

@available(*, unavailable)
extension Resumable: Sendable {}

/// The outermost function of every body: runs it and lets go of it before the last switch.
private func runBody(_ box: UnsafeMutableRawPointer?, _ control: UnsafeMutablePointer<context_control>?) -> UInt {
  let box = unsafe box!.assumingMemoryBound(to: Resumable.Body.self)
  let body = unsafe box.move()
  unsafe box.deallocate()
  return unsafe body(control!)
}
