/// How a value crosses a switch: in a register where it fits into one and copying its bits is all there is to it, else
/// by its address.
///
/// A value whose address crosses lies on the stack of its sender, and is moved out by its receiver, once, right after the
/// switch. It is read through the address that the switch returned, never through one known before it.
@frozen @usableFromInline
enum Crossing<Value> {
  // Known when the code is specialized; so one of the two ways is all that is left.
  @inlinable @inline(__always)
  static var isDirect: Bool { MemoryLayout<Value>.size <= MemoryLayout<UInt>.size && _isPOD(Value.self) }

  /// Calls `cross` with what stands for the value.
  @inlinable @inline(__always)
  static func send<Answer>(_ value: Value, _ cross: (UInt) -> Answer) -> Answer {
    if isDirect {
      var word: UInt = 0
      unsafe withUnsafeMutablePointer(to: &word) {
        unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self).initialize(to: value)
      }
      return cross(word)
    }
    return unsafe withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { slot in
      let place = slot.baseAddress!
      unsafe place.initialize(to: value)
      return cross(UInt(bitPattern: place))
    }
  }

  /// Takes the value over.
  @inlinable @inline(__always)
  static func receive(_ word: UInt) -> Value {
    if isDirect {
      var word = word
      return unsafe withUnsafeMutablePointer(to: &word) {
        unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self).pointee
      }
    }
    return unsafe UnsafeMutablePointer<Value>(bitPattern: word)!.move()
  }

  /// Destroys the value.
  @inlinable @inline(__always)
  static func discard(_ word: UInt) {
    if !isDirect { unsafe UnsafeMutablePointer<Value>(bitPattern: word)!.deinitialize(count: 1) }
  }
}
