public import TicklineMarkets

/// Makes a corrupt event of every trade, quote or bar whose time lies before its symbol's last.
///
/// A corrupt event never moves the clock. Where three good events in a row agree on an earlier time, the jump forward
/// before them was the corrupt one: the third of them is good and time resumes there. Events agree when their own times
/// do not go back. An event without a time is not checked.
///
/// - Complexity: a look-up by number an event; 32 bytes an instrument.
public struct ClockCheck {
  @usableFromInline var clocks: [Clock] = []

  /// How many events must agree.
  static let agreement = 3

  /// Clocks that have not started.
  public init() {}

  /// Makes an event corrupt where its time went back.
  public mutating func check(_ event: inout MarketEvent) {
    if case .corrupt = event { return }
    guard event.time.isKnown, event.instrument != .none else { return }
    if !accepts(event.origin) { checkSlowly(&event) }
  }

  /// Whether an event that is not corrupt goes on from the one before: the usual case by itself. Its clock is set then;
  /// otherwise nothing is said, and ``check(_:)`` decides.
  @inlinable @inline(__always)
  public mutating func accepts(_ origin: Origin) -> Bool {
    let index = Int(origin.instrument.index)
    guard index >= 0, index < clocks.count, clocks[index].count == 0, origin.time >= clocks[index].last,
      origin.time.isKnown
    else { return false }
    clocks[index].last = origin.time
    return true
  }

  @inline(never)
  private mutating func checkSlowly(_ event: inout MarketEvent) {
    let index = place(of: event.instrument)
    if clocks[index].allows(event.time, tolerance: 0) {
      clocks[index].accept(event.time, tolerance: 0)
    } else {
      clocks[index].refuse(event.time)
      event = .corrupt(Corruption(refusing: event, .timeWentBack))
    }
  }

  /// Where an instrument's clock lies, which is there from here on.
  mutating func place(of instrument: InstrumentID) -> Int {
    let index = Int(instrument.index)
    while clocks.count <= index { clocks.append(Clock()) }
    return index
  }
}

extension ClockCheck {
  /// The newest good time, and what speaks against it.
  @usableFromInline
  struct Clock {
    @usableFromInline var last = Timestamp.unknown
    /// The latest of the events in a row that say it is earlier, and how many there are.
    var earlier = Timestamp.unknown
    @usableFromInline var count = 0

    /// Whether an event of this time is good: not further back than the tolerance, in nanoseconds, or enough others in a
    /// row said the same.
    func allows(_ time: Timestamp, tolerance: Int64) -> Bool {
      !isBehind(time, tolerance) || time >= earlier && count + 1 >= ClockCheck.agreement
    }

    /// Notes a good event.
    mutating func accept(_ time: Timestamp, tolerance: Int64) {
      self = Clock(last: isBehind(time, tolerance) ? time : max(time, last))
    }

    /// Notes an event that was too early.
    mutating func refuse(_ time: Timestamp) {
      count = time >= earlier ? count + 1 : 1
      earlier = time
    }

    private func isBehind(_ time: Timestamp, _ tolerance: Int64) -> Bool {
      guard last.isKnown else { return false }
      let (limit, overflow) = last.nanoseconds.subtractingReportingOverflow(tolerance)
      return !overflow && time.nanoseconds < limit
    }
  }
}

extension Corruption {
  /// What becomes of an event whose time is refused.
  init(refusing event: MarketEvent, _ reason: Reason) {
    self.init(origin: event.origin, reason: reason, text: InlineText(event.time.description))
  }
}
