internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Ctrl-C, and the polite signal that `kill`, `timeout` and service managers send: the run ends after the block it is at.
/// A second one, unless it comes together with the first, ends the process at once.
enum Interrupt {
  /// When the first one came, in nanoseconds of the system's clock that never goes back; 0 for not yet.
  private static let firstTime = Atomic<UInt64>(0)
  /// `timeout` sends its signal to the process and to its group, so that it comes twice; a person is not so quick.
  private static var togetherNanoseconds: UInt64 { 100_000_000 }

  /// Whether one came.
  static var isRequested: Bool { firstTime.load(ordering: .relaxed) != 0 }

  /// From here on they are noticed. A reader that goes away, and a file that is not allowed to grow further, are errors of
  /// the write instead of the process's end.
  static func watch() {
    _ = isRequested  // The handler may only touch what is there already.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { Interrupt.request($0) }
    action.sa_flags = 0  // Without SA_RESTART a read that waits is woken.
    unsafe sigaction(SIGINT, &action, nil)
    unsafe sigaction(SIGTERM, &action, nil)
    // A program that starts this one from a thread that blocks signals hands that down.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// The handler: does only what one may do. Source: POSIX, "Signal Concepts", async-signal-safe functions.
  private static func request(_ number: Int32) {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let now = UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    let first = firstTime.compareExchange(expected: 0, desired: max(now, 1), ordering: .relaxed)
    guard !first.exchanged, now &- first.original > togetherNanoseconds else { return }
    signal(number, SIG_DFL)
    raise(number)
  }
}
