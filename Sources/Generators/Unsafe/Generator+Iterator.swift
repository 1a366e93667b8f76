public import CContextSwitch

extension Generator: Sequence, IteratorProtocol where Failure == Never {
  /// What a `for` loop asks for a generator's elements. All iterators of a generator go on in the same generator.
  @frozen @safe
  public struct Iterator: IteratorProtocol {
    @usableFromInline let generator: Generator

    /// Who answered the last resume. A loop keeps it in a register, where the next resume finds it at once.
    @usableFromInline var last: UnsafeMutablePointer<context_control>

    @inlinable @inline(__always)
    init(_ generator: Generator) {
      self.generator = generator
      unsafe last = generator.control
    }

    /// Resumes the body and waits for its next element; nil once the body has ended.
    ///
    /// - Precondition: the body does not run already.
    @inlinable @inline(__always)
    public mutating func next() -> Element? {
      let answer = unsafe context_resume_again(last, context_target(&generator.handle), 0)
      if unsafe answer.tag == UInt(context_yielded) {
        unsafe last = answer.body
        let element: Element = unsafe Resumable.receive(answer)  // an element crossed, not an optional
        return element
      }
      let arrival: Arrival<Element, Void> = unsafe generator.resumeOrStart(after: answer)
      unsafe last = context_target(&generator.handle)
      if case .yielded(let element) = arrival { return element }
      return nil
    }
  }

  /// Itself, as a loop asks it.
  @inlinable @inline(__always)
  public func makeIterator() -> Iterator { Iterator(self) }
}

@available(*, unavailable)
extension Generator.Iterator: Sendable {}
