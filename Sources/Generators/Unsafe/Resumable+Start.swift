internal import CContextSwitch
internal import Synchronization

extension Resumable {
  /// Gives a coroutine's body its stack, and holds it until it is started.
  @usableFromInline @inline(never)
  final func prepareTyped(resultSize: Int, resultAlignment: Int) throws(CoroutineError) {
    guard try unsafe prepare(runTypedBody, resultSize, resultAlignment) else { throw CoroutineError(.finished) }
  }

  /// The same for a generator's body that can't fail. False where it has ended.
  ///
  /// - Precondition: nobody else has the body.
  // The formatter would take the space out of the attribute.
  // swift-format-ignore
  @usableFromInline @inline(never) @_effects(notEscaping self)
  final func prepareQuiet() -> Bool {
    do throws(CoroutineError) { return try unsafe prepareForNext(runQuietBody) } catch { fatalError("\(error)") }
  }

  /// The same for a generator's body that may fail. Throws where somebody else has it.
  // The formatter would take the space out of the attribute.
  // swift-format-ignore
  @usableFromInline @inline(never) @_effects(notEscaping self)
  final func prepareFailing() throws(CoroutineError) -> Bool {
    try unsafe prepareForNext(runFailingBody)
  }

  /// For a `next()` that was refused: the body has not started, has ended, or somebody else had it.
  @inline(__always)
  private final func prepareForNext(_ entry: context_entry) throws(CoroutineError) -> Bool {
    do { return try unsafe prepare(entry, MemoryLayout<any Error>.size, MemoryLayout<any Error>.alignment) } catch {
      throw error.code == .alreadyStarted ? CoroutineError(.alreadyRunning) : error
    }
  }

  /// False where the body has ended.
  @inline(__always)
  private final func prepare(
    _ entry: context_entry, _ resultSize: Int, _ resultAlignment: Int
  ) throws(CoroutineError) -> Bool {
    guard take(.starting) else {
      let code = refusalOfStart
      if code == .finished { return false }
      throw CoroutineError(code)
    }
    try unsafe enter(
      context_create(requestedStackSize, resultSize, resultAlignment, entry, address, addressOfHandle))
    return true
  }

  /// Notes the stack of a body that was taken.
  @inline(__always)
  private final func enter(_ creation: context_creation) throws(CoroutineError) {
    guard let control = unsafe creation.control else {
      phase.store(.fresh, ordering: .releasing)
      throw CoroutineError(unsafe creation.failure == context_out_of_maps ? .tooManyMappings : .outOfMemory)
    }
    unsafe identity = control.pointee.identity
    unsafe self.control = control
    phase.store(.taken, ordering: .releasing)
  }

  @inline(__always)
  private final var address: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

  // The address of a stored property of a class: it is the same as long as the object lives.
  @inline(__always)
  private final var addressOfHandle: UnsafeMutablePointer<context_handle> {
    unsafe withUnsafeMutablePointer(to: &handle) { unsafe $0 }
  }

  /// Takes the body, for whatever comes next. False where somebody else has.
  private func take(_ next: Phase) -> Bool {
    phase.compareExchange(expected: .fresh, desired: next, ordering: .acquiringAndReleasing).exchanged
  }

  /// Why a body that has been taken can't be started.
  private var refusalOfStart: CoroutineError.Code {
    switch state {
    case .created, .running: .alreadyRunning
    case .suspended: .alreadyStarted
    case .finished: .finished
    }
  }

  /// Gives up a body that has not started. False where it has been taken.
  @usableFromInline
  final func forget() -> Bool {
    if !take(.taken) { return false }
    unsafe body = nil
    return true
  }
}

/// The outermost function of a coroutine's body: runs it and lets go of what it captured.
private func runTypedBody(
  _ object: UnsafeMutableRawPointer, _ control: UnsafeMutablePointer<context_control>
) -> UInt {
  let (kind, body) = unsafe takeBody(of: object)
  return unsafe kind.run(body, control)
}

/// The same for a generator's body, whose code is the same for whatever it yields. One that can't fail:
private func runQuietBody(
  _ object: UnsafeMutableRawPointer, _ control: UnsafeMutablePointer<context_control>
) -> UInt {
  unsafe QuietBody<Never>(takeBody(of: object).body).run(control)
}

/// One that may fail.
private func runFailingBody(
  _ object: UnsafeMutableRawPointer, _ control: UnsafeMutablePointer<context_control>
) -> UInt {
  unsafe FailingBody<Never>(takeBody(of: object).body).run(control)
}

/// Takes the body out of an object. Nothing on the body's stack may keep the object alive: that is why this is a
/// function of its own.
@inline(never)
private func takeBody(of object: UnsafeMutableRawPointer) -> (kind: Resumable.Type, body: ErasedBody) {
  unsafe Unmanaged<Resumable>.fromOpaque(object)._withUnsafeGuaranteedRef { unsafe (type(of: $0), $0.body.take()!) }
}
