internal import SystemPackage

/// A line on the terminal that is written over and over while something lasts.
final class StatusLine {
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var isOnScreen = false
  /// Whether it is ever shown.
  let isShown: Bool

  /// - Parameter isWanted: whether it may be shown; it is, where standard error is a terminal.
  init(isWanted: Bool) {
    isShown = isWanted && Terminal.isOne(.standardError)
    next = clock.now + .seconds(1)
  }

  /// Shows a text, half a second after the last one at the earliest, and not within the first second.
  ///
  /// - Parameter text: makes it of the moment; not asked where nothing is to be shown.
  func show(_ text: (ContinuousClock.Instant) -> String) {
    guard isShown else { return }
    let now = clock.now
    guard now >= next else { return }
    next = now + .milliseconds(500)
    StandardError.write("\r\u{1B}[K\(text(now))")
    isOnScreen = true
  }

  /// Takes the line away.
  func clear() {
    if isOnScreen { StandardError.write("\r\u{1B}[K") }
    isOnScreen = false
  }
}
