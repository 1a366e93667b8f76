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
  /// A body for the stack that runs it: runs to its end, leaves what it returned or threw in `result`, and tells which.
  // A struct, since a bare function in an optional is wrapped in another function, allocated for each.
  @frozen @safe @usableFromInline
  struct Body {
    @usableFromInline let run: (UnsafeMutablePointer<context_control>) -> UInt

    @inlinable
    init(_ run: @escaping (UnsafeMutablePointer<context_control>) -> UInt) { unsafe self.run = unsafe run }
  }

  /// The stack of a body that was started and has not ended.
  @exclusivity(unchecked) @usableFromInline
  final var control: UnsafeMutablePointer<context_control>?

  /// The body, until it starts or is given up.
  @exclusivity(unchecked) @usableFromInline
  final var body: Body?

  /// Bytes of stack that the body gets.
  public final let stackSize: Int

  @usableFromInline
  init(stackSize: Int?, body: Body) {
    let size = stackSize ?? context_default_stack_size()
    if size <= 0 { fatalError("A stack size is a positive number of bytes, not \(size).") }
    self.stackSize = size
    unsafe self.body = body
    unsafe self.control = nil
  }

  /// Where the body stands.
  public final var state: CoroutineState {
    if let control = unsafe control {
      return unsafe context_is_running(control) ? .running : .suspended
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
    guard unsafe body != nil else { throw CoroutineError(state == .finished ? .finished : refusalOfStart) }
    var failure = context_out_of_memory
    let argument = unsafe Unmanaged.passUnretained(self).toOpaque()
    let control = unsafe context_create(stackSize, resultSize, resultAlignment, runBody, argument, &failure)
    guard let control = unsafe control else {
      throw CoroutineError(failure == context_out_of_maps ? .tooManyMappings : .outOfMemory)
    }
    unsafe self.control = control
  }

  /// Why a body that has a stack can't be started.
  private var refusalOfStart: CoroutineError.Code { state == .running ? .alreadyRunning : .alreadyStarted }

  /// Hands the body to the stack that runs it. Nothing on that stack may keep this object alive: that is why it is taken
  /// out of it here, and why this is a function of its own.
  @inline(never)
  fileprivate static func takeBody(of resumable: UnsafeMutableRawPointer?) -> Body {
    unsafe Unmanaged<Resumable>.fromOpaque(resumable!)._withUnsafeGuaranteedRef {
      let body = unsafe $0.body!
      unsafe $0.body = nil
      return body
    }
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

/// The outermost function of every body: runs it and lets go of what it captured before the last switch.
private func runBody(_ resumable: UnsafeMutableRawPointer?, _ control: UnsafeMutablePointer<context_control>?) -> UInt {
  unsafe Resumable.takeBody(of: resumable).run(control!)
}
