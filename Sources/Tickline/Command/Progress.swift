internal import SystemPackage

/// A line on the terminal that says how far a long run has come.
final class Progress {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private let isShown: Bool
  private var isOnScreen = false
  private var ticks = 0

  /// - Parameter isAlone: whether nothing else is written on the terminal meanwhile.
  init(isAlone: Bool) {
    isShown = isAlone && Terminal.isOne(.standardError)
    start = clock.now
    next = start + .seconds(1)
  }

  /// Shows a count, half a second after the last one at the earliest, and not within the first second.
  func show(_ ticks: Int) {
    self.ticks = ticks
    refresh()
  }

  /// Shows the last count anew, where it is time to.
  func refresh() {
    guard isShown else { return }
    let now = clock.now
    guard now >= next else { return }
    next = now + .milliseconds(500)
    let rate = Int(Double(ticks) / (start.duration(to: now) / .seconds(1)))
    StandardError.write("\r\u{1B}[K\(ticks) ticks, \(rate) a second")
    isOnScreen = true
  }

  /// Takes the line away.
  func clear() {
    if isOnScreen { StandardError.write("\r\u{1B}[K") }
  }
}
