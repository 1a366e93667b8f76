/// A line on the terminal that says how far a long run has come.
final class Progress {
  private let start = ContinuousClock().now
  private let line: StatusLine
  private var ticks = 0

  /// - Parameter isAlone: whether nothing else is written on the terminal meanwhile.
  init(isAlone: Bool) { line = StatusLine(isWanted: isAlone) }

  /// Shows a count, where it is time to.
  func show(_ ticks: Int) {
    self.ticks = ticks
    refresh()
  }

  /// Shows the last count anew, where it is time to.
  func refresh() {
    line.show { now in
      let rate = Int(Double(ticks) / (start.duration(to: now) / .seconds(1)))
      return "\(ticks) ticks, \(rate) a second"
    }
  }

  /// Takes the line away.
  func clear() { line.clear() }
}
