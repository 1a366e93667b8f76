public import TicklineMarkets

/// Makes a corrupt event of every trade, quote or bar whose time lies before its symbol's last.
///
/// A corrupt event never moves the clock. Where three good events in a row agree on an earlier time, the jump forward
/// before them was the corrupt one: the third of them is good and time resumes there. Events agree when their own times
/// do not go back. An event without a time is not checked.
///
/// - Complexity: a look-up by number an event; 32 bytes an instrument.
public struct ClockCheck {
  private struct Clock {
    var last = Timestamp.unknown
    /// The latest of the events in a row that say it is earlier, and how many there are.
    var earlier = Timestamp.unknown
    var count = 0
  }

  private var clocks: [Clock] = []

  /// How many events must agree.
  static let agreement = 3

  /// Clocks that have not started.
  public init() {}

  /// Makes an event corrupt where its time went back.
  @inline(__always)
  public mutating func check(_ event: inout MarketEvent) {
    let origin = event.origin
    let index = Int(origin.instrument.index)
    guard origin.time.isKnown, index >= 0 else { return }
    if case .corrupt = event { return }
    if index < clocks.count, clocks[index].count == 0, origin.time >= clocks[index].last {
      clocks[index].last = origin.time
    } else {
      checkSlowly(&event)
    }
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
