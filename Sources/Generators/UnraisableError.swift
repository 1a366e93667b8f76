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

  // A struct, since a bare function is wrapped in another one each time it passes through a generic lock.
  private struct Setting {
    var handler: Handler?
  }

  private static let setting = Mutex(Setting())

  /// Sets the handler; nil for the default, a line on standard error.
  public static func setHandler(_ handler: Handler?) {
    setting.withLock { $0.handler = handler }
  }

  static func report(_ error: any Error) {
    // Called outside of the lock: the handler may set another.
    if let handler = setting.withLock({ $0 }).handler { return handler(error) }
    var line = "A body that was dropped did not leave quietly: \(error)\n"
    line.withUTF8 { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
