public import TicklineMarkets

/// Makes a corrupt event of every trade, quote or bar whose time lies before its symbol's last.
///
/// A corrupt event never moves the clock. Where three good events in a row agree on an earlier time, the jump forward
/// before them was the corrupt one: the third of them is good and time resumes there. Events agree when their own times
/// do not go back. An event without a time is not checked.
///
/// - Complexity: a look-up by number an event; 32 bytes an instrument.
public struct ClockCheck {
  @usableFromInline
  struct Clock {
    @usableFromInline var last = Timestamp.unknown
    /// The latest of the events in a row that say it is earlier, and how many there are.
    var earlier = Timestamp.unknown
    @usableFromInline var count = 0
  }

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
    let index = Int(event.instrument.index)
    while clocks.count <= index { clocks.append(Clock()) }
    if event.time >= clocks[index].last {
      clocks[index] = Clock(last: event.time)
      return
    }
    clocks[index].count = event.time >= clocks[index].earlier ? clocks[index].count + 1 : 1
    clocks[index].earlier = event.time
    if clocks[index].count == Self.agreement {
      clocks[index] = Clock(last: event.time)
      return
    }
    event = .corrupt(Corruption(origin: event.origin, reason: .timeWentBack, text: InlineText(event.time.description)))
  }
}
