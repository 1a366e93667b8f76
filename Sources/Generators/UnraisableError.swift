import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Errors that have nobody to go to: a body that was dropped threw while it left, or did not leave.
///
/// They go to one handler for the whole process, which writes a line to standard error unless another is set. Source:
/// Python's `sys.unraisablehook`.
public enum UnraisableError {
  /// What is done with such an error. It may be called on any thread.
  public typealias Handler = @Sendable (any Error) -> Void

  private static let handler = Mutex<Handler?>(nil)

  /// Sets the handler; nil for the default, a line on standard error.
  public static func setHandler(_ handler: Handler?) {
    self.handler.withLock { $0 = handler }
  }

  static func report(_ error: any Error) {
    // Called outside of the lock: the handler may set another.
    if let handler = handler.withLock({ $0 }) { return handler(error) }
    var line = "A body that was dropped did not leave quietly: \(error)\n"
    line.withUTF8 { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
