public import TicklineMarkets

/// The equity in one currency over time: its deepest fall, looked for at every event, and its value at the end of every
/// day.
///
/// - Complexity: a comparison or two an event; memory for each day.
public struct EquityTrack: Sendable {
  /// A fall from a high to the lowest point after it, until the high was reached again.
  public struct Drawdown: Hashable, Sendable {
    /// The high.
    public let peak: Money
    /// The lowest after it.
    public let trough: Money
    /// When the high was left: the last moment at which it was the equity; `unknown` where events have no times.
    public let start: Timestamp
    /// When the high was reached again, or the end of the run.
    public let end: Timestamp
    /// Whether the high was reached again.
    public let isRecovered: Bool

    /// How far it fell.
    public var depth: Money { peak - trough }

    /// Whether it fell by a larger share of its high than another.
    func isDeeper(than other: Drawdown) -> Bool {
      guard peak > .zero, other.peak > .zero else { return depth > other.depth }
      return depth.attos.magnitude.multipliedFullWidth(by: other.peak.attos.magnitude)
        > other.depth.attos.magnitude.multipliedFullWidth(by: peak.attos.magnitude)
    }
  }

  /// The equity at the end of a day.
  public struct DayClose: Hashable, Sendable {
    /// The date: `2024-01-02`.
    public let date: String
    /// The last moment's equity.
    public let equity: Money
  }

  /// The deepest fall by its share of the high; nil where there was none.
  public private(set) var deepest: Drawdown?
  /// The highest so far.
  public private(set) var peak: Money
  /// The equity at the end of each day that had an event.
  public private(set) var days: [DayClose] = []
  /// What there was before the first event.
  public let start: Money
  private var trough: Money
  private var peakTime = Timestamp.unknown

  init(start: Money) {
    self.start = start
    peak = start
    trough = start
  }

  /// Notes the equity at a moment at which it may have changed.
  ///
  /// - Parameter before: the moment of the event before, at which it was still what it had been.
  @inline(__always)
  mutating func note(_ equity: Money, at time: Timestamp, before: Timestamp) {
    if equity >= peak {
      reachPeak(equity, time)
    } else if equity < trough {
      if trough == peak { peakTime = max(peakTime, before) }
      trough = equity
    }
  }

  private mutating func reachPeak(_ equity: Money, _ time: Timestamp) {
    guard equity > peak || trough < peak else { return }
    endFall(time, isRecovered: true)
    peak = equity
    trough = equity
    peakTime = time
  }

  private mutating func endFall(_ time: Timestamp, isRecovered: Bool) {
    guard trough < peak else { return }
    let fall = Drawdown(peak: peak, trough: trough, start: peakTime, end: time, isRecovered: isRecovered)
    if deepest.map({ fall.isDeeper(than: $0) }) ?? true { deepest = fall }
  }

  /// The clock starts: the high of the start is that of the first event's time.
  mutating func begin(at time: Timestamp) { peakTime = time }

  /// A day has ended.
  mutating func endDay(_ date: String, _ equity: Money) {
    days.append(DayClose(date: date, equity: equity))
  }

  /// The run has ended.
  mutating func end(at time: Timestamp) { endFall(time, isRecovered: false) }
}
