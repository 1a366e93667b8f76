internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Ctrl-C: the run ends after the event it is at. A second one ends the process at once.
enum Interrupt {
  private static let requested = Atomic(false)

  /// Whether it was pressed.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From here on Ctrl-C is noticed, and a reader that goes away is an error of the write instead of the process's end.
  static func watch() {
    _ = isRequested  // The handler may only touch what is there already.
    signal(SIGPIPE, SIG_IGN)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in Interrupt.request() }
    // Without SA_RESTART a read that waits is woken; with SA_RESETHAND the next one is the system's own.
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    unsafe sigaction(SIGINT, &action, nil)
  }

  private static func request() { requested.store(true, ordering: .relaxed) }
}
