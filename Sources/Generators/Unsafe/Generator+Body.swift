internal import CContextSwitch

/// The two kinds of bodies that a generator can have.
@frozen @usableFromInline
enum GeneratorBody<Element, Failure: Error> {
  /// Nothing but its exit leaves it.
  case quiet((Yielder<Void, Element, Never>) throws(GeneratorExit) -> Void)
  /// Any error may leave it.
  case throwing((Yielder<Void, Element, Failure>) throws -> Void)

  /// Runs it on the stack that the caller stands on.
  func run(_ control: UnsafeMutablePointer<context_control>) -> UInt {
    switch self {
    case .quiet(let body):
      do throws(GeneratorExit) { try unsafe body(Yielder(control)) } catch {}
      return UInt(context_returned)
    case .throwing(let body):
      unsafe control.pointee.accepts_throw = true
      do {
        try unsafe body(Yielder(control))
        return UInt(context_returned)
      } catch {
        unsafe control.pointee.result.assumingMemoryBound(to: (any Error).self).initialize(to: error)
        return UInt(context_threw)
      }
    }
  }
}

extension Generator {
  /// Takes the body out of the object that lies there, and keeps nothing else of it.
  @inline(never)
  static func takeBody(of object: UnsafeMutableRawPointer) -> GeneratorBody<Element, Failure> {
    unsafe Unmanaged<Generator>.fromOpaque(object)._withUnsafeGuaranteedRef {
      unsafe $0.body.take()!
    }
  }
}
