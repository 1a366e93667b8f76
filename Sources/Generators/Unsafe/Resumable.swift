public import CContextSwitch
public import Synchronization

/// What generators and coroutines have in common: a body that can be suspended, and where it stands.
///
/// The last reference gone, a suspended body is closed: ``GeneratorExit`` is thrown at its yield and its `defer` blocks
/// run. One that has not started is dropped with what it captured.
///
/// Memory: a body has a stack of its own from its first resume to its end; before and after it has none.
/// Not `Sendable`: one at a time may use it. A suspended body may be resumed from any thread; a resume from a second one
/// at the same time is refused.
@safe
public class Resumable {
  /// Whom a resume switches to, kept by `CContextSwitch`, and where this object was made.
  @exclusivity(unchecked) @usableFromInline
  final var handle: context_handle

  /// The stack of a body that was started and has not ended; else `context_none()`.
  @exclusivity(unchecked) @usableFromInline
  final var control: UnsafeMutablePointer<context_control>

  /// What the stack is called while this body is on it.
  @exclusivity(unchecked) @usableFromInline
  final var identity: UInt

  /// The body, until it starts or is given up.
  @exclusivity(unchecked) @usableFromInline
  final var body: ErasedBody?

  /// Bytes of stack that were asked for; 0 for the default.
  @usableFromInline final let requestedStackSize: Int

  /// Whether the body is there still.
  @usableFromInline final let phase: Atomic<Phase>

  @frozen @usableFromInline
  enum Phase: UInt8, AtomicRepresentable {
    /// The body has not started.
    case fresh
    /// It gets its stack.
    case starting
    /// It was started, or given up.
    case taken
  }

  @inlinable
  init(name: StaticString, stackSize: Int?, file: StaticString, line: UInt, body: ErasedBody) {
    unsafe self.body = body
    unsafe handle = context_handle(target: context_none(), origin: context_origin(name, file, line))
    unsafe control = context_none()
    requestedStackSize = stackSize ?? 0
    phase = Atomic(.fresh)
    unsafe identity = 0
    if let stackSize, stackSize <= 0 { Self.refuse(stackSize: stackSize) }
  }

  @usableFromInline @inline(never)
  static func refuse(stackSize: Int) -> Never {
    fatalError("A stack size is a positive number of bytes, not \(stackSize).")
  }

  /// Runs the body of a coroutine on the stack that the caller stands on; leaves what it returned or threw in
  /// `control.result`, and tells which.
  class func run(_ body: ErasedBody, _ control: UnsafeMutablePointer<context_control>) -> UInt {
    fatalError("A generator's body is run without its type.")
  }

  /// Whether the body was started and has not ended.
  @inlinable @inline(__always)
  final var hasStack: Bool { unsafe control != context_none() }

  /// Where the body stands.
  public final var state: CoroutineState {
    switch phase.load(ordering: .acquiring) {
    case .fresh: return .created
    case .starting: return .running
    case .taken: break
    }
    // Another thread may take the stack away meanwhile.
    let control = unsafe control
    if unsafe control == context_none() { return .finished }
    return unsafe context_is_running(control) ? .running : .suspended
  }

  /// Why a resume was refused.
  @usableFromInline @inline(never)
  final var refusal: CoroutineError {
    switch state {
    case .created: CoroutineError(.notStarted)
    case .suspended, .running: CoroutineError(.alreadyRunning)
    case .finished: CoroutineError(.finished)
    }
  }

  /// Gives the stack of an ended body back.
  @inlinable @inline(__always)
  final func retire() {
    let ended = unsafe control
    unsafe handle.target = context_none()
    unsafe control = context_none()
    unsafe context_destroy(ended)
  }
}

@available(*, unavailable)
extension Resumable: Sendable {}
