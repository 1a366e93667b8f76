internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Ctrl-C, and the polite signal that `kill`, `timeout` and service managers send: the run ends after the block it is at.
/// A second one ends the process at once.
enum Interrupt {
  private static let requested = Atomic(false)

  /// Whether one came.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From here on they are noticed, and a reader that goes away is an error of the write instead of the process's end.
  static func watch() {
    _ = isRequested  // The handler may only touch what is there already.
    signal(SIGPIPE, SIG_IGN)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in Interrupt.request() }
    // Without SA_RESTART a read that waits is woken; with SA_RESETHAND the next one is the system's own.
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    unsafe sigaction(SIGINT, &action, nil)
    unsafe sigaction(SIGTERM, &action, nil)
    // A program that starts this one from a thread that blocks signals hands that down.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func request() { requested.store(true, ordering: .relaxed) }
}
