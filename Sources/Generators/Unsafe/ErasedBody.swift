internal import CContextSwitch

/// A body without its type, as an object keeps it until it starts: two words that are taken out without a look at
/// metadata.
@frozen @safe @usableFromInline
struct ErasedBody {
  private let code: UnsafeRawPointer
  private let context: AnyObject?

  /// Takes the type from a body.
  @inlinable
  init<Input, Output, Return, Failure>(_ body: TypedBody<Input, Output, Return, Failure>) {
    self = unsafe unsafeBitCast(body, to: ErasedBody.self)
  }

  /// Takes the type from a body that returns nothing.
  @inlinable
  init<Output>(_ body: FailingBody<Output>) {
    self = unsafe unsafeBitCast(body, to: ErasedBody.self)
  }

  /// Takes the type from a body that nothing but its exit leaves.
  @inlinable
  init<Output>(_ body: QuietBody<Output>) {
    self = unsafe unsafeBitCast(body, to: ErasedBody.self)
  }
}

/// A body that any error may leave.
// A struct, since a bare function would be wrapped in another one on its way through a generic function.
@frozen @usableFromInline
struct TypedBody<Input, Output, Return, Failure: Error> {
  @usableFromInline let function: (Yielder<Input, Output, Failure>) throws -> Return

  @inlinable
  init(_ function: @escaping (Yielder<Input, Output, Failure>) throws -> Return) { self.function = function }

  /// Gives a body the type back that was taken from it.
  init(_ body: ErasedBody) { self = unsafe unsafeBitCast(body, to: Self.self) }

  /// Runs it on the stack that the caller stands on; leaves what it returns or throws in `control.result`, and tells
  /// which.
  @inline(__always)
  func run(_ control: UnsafeMutablePointer<context_control>) -> UInt {
    unsafe control.pointee.accepts_throw = true
    do {
      let value = try unsafe function(Yielder(control))
      unsafe control.pointee.result.assumingMemoryBound(to: Return.self).initialize(to: value)
      return UInt(context_returned)
    } catch {
      unsafe control.pointee.result.assumingMemoryBound(to: (any Error).self).initialize(to: error)
      return UInt(context_threw)
    }
  }
}

/// A body that returns nothing, and that any error may leave.
// What is returned is no parameter of its type: a function would be wrapped in another one for that.
@frozen @usableFromInline
struct FailingBody<Output> {
  @usableFromInline let function: (Yielder<Void, Output, any Error>) throws -> Void

  @inlinable
  init(_ function: @escaping (Yielder<Void, Output, any Error>) throws -> Void) { self.function = function }

  /// Gives a body the type back that was taken from it, or another one: a yielder is the same for whatever is yielded.
  init(_ body: ErasedBody) { self = unsafe unsafeBitCast(body, to: Self.self) }

  /// Runs it on the stack that the caller stands on; leaves what it throws in `control.result`, and tells whether it did.
  @inline(__always)
  func run(_ control: UnsafeMutablePointer<context_control>) -> UInt {
    unsafe control.pointee.accepts_throw = true
    do {
      try unsafe function(Yielder(control))
      return UInt(context_returned)
    } catch {
      unsafe control.pointee.result.assumingMemoryBound(to: (any Error).self).initialize(to: error)
      return UInt(context_threw)
    }
  }
}

/// A body that nothing but its exit leaves, and that returns nothing.
@frozen @usableFromInline
struct QuietBody<Output> {
  @usableFromInline let function: (Yielder<Void, Output, Never>) throws(GeneratorExit) -> Void

  @inlinable
  init(_ function: @escaping (Yielder<Void, Output, Never>) throws(GeneratorExit) -> Void) { self.function = function }

  /// Gives a body the type back that was taken from it, or another one: a yielder is the same for whatever is yielded.
  init(_ body: ErasedBody) { self = unsafe unsafeBitCast(body, to: Self.self) }

  /// Runs it on the stack that the caller stands on.
  @inline(__always)
  func run(_ control: UnsafeMutablePointer<context_control>) -> UInt {
    do throws(GeneratorExit) { try unsafe function(Yielder(control)) } catch {}
    return UInt(context_returned)
  }
}
