internal import CContextSwitch

extension TypedCoroutine {
  /// Runs a body on the stack that the caller stands on.
  static func run(_ body: (Yield) throws -> Return, on control: UnsafeMutablePointer<context_control>) -> UInt {
    let result = unsafe control.pointee.result
    unsafe control.pointee.accepts_throw = true
    do {
      let value = try unsafe body(Yielder(control))
      unsafe result.assumingMemoryBound(to: Return.self).initialize(to: value)
      return UInt(context_returned)
    } catch {
      unsafe result.assumingMemoryBound(to: (any Error).self).initialize(to: error)
      return UInt(context_threw)
    }
  }

  /// Takes the body out of the object that lies there, and keeps nothing else of it.
  @inline(never)
  static func takeBody(of object: UnsafeMutableRawPointer) -> (Yield) throws -> Return {
    unsafe Unmanaged<TypedCoroutine>.fromOpaque(object)._withUnsafeGuaranteedRef {
      unsafe $0.body.take()!
    }
  }
}
