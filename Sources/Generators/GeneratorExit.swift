/// What `close()` throws at the yield where a body waits: time to leave.
///
/// A body lets it pass, so that its `defer` blocks run on the way out. One that catches everything should end all the
/// same: by returning, or by throwing it on. `try? yield(x)` and `catch { … }` swallow it, since it is an error like any
/// other; a body that then yields once more has ignored it: `close()` throws ``CoroutineError/Code/ignoredExit``, and the
/// next `close()` throws it in again.
///
/// Source: PEP 342, `GeneratorExit`.
public struct GeneratorExit: Error, Hashable {
  /// An exit like the one that `close()` throws.
  @inlinable public init() {}
}

extension GeneratorExit: CustomStringConvertible {
  /// A sentence for a person who meets the exit in a log.
  public var description: String { "The generator was closed while it waited at a yield." }
}
