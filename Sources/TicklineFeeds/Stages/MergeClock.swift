internal import TicklineMarkets

/// By which of an event's two times a merge orders it.
///
/// A strategy sees an event when it is received, so receipt decides where every source has times of receipt. Their clocks
/// must be of one kind: an event that was received before it happened proves its receiver's clock wrong. Where that is so in
/// every source, by about as much, they were received by one clock, whose error moves all of them alike and changes no order.
/// Otherwise their clocks differ, and the events of some would be seen before they happened: then the venue's time decides.
enum MergeClock {
  /// The venue's time.
  case venue
  /// The time of receipt.
  case receipt

  func time(of event: MarketEvent) -> Timestamp {
    switch self {
    case .venue: event.time
    case .receipt: event.origin.received
    }
  }

  /// The clock of sources whose times of receipt were judged.
  static func common(to receipts: [Receipt]) -> MergeClock {
    guard receipts.allSatisfy(\.isKnown) else { return .venue }
    let leads = receipts.filter(\.isWrong).map(\.lead)
    guard let least = leads.min(), let most = leads.max() else { return .receipt }
    let (spread, overflow) = most.subtractingReportingOverflow(least)
    return receipts.contains(where: \.isPlausible) || overflow || spread > mostSpread ? .venue : .receipt
  }

  /// By how much, in nanoseconds, the errors of one clock may seem to differ: by what the events' ways to it differ.
  private static let mostSpread: Int64 = 1_000_000_000

  /// What the first good events of a source say of its times of receipt.
  struct Receipt {
    private var goodCount = 0
    private var unknownCount = 0
    private var afterCount = 0
    /// The most by which an event was received before it happened, in nanoseconds; 0 where none was.
    private(set) var lead: Int64 = 0

    mutating func add(_ event: MarketEvent) {
      if case .corrupt = event { return }
      let origin = event.origin
      goodCount += 1
      if !origin.received.isKnown { unknownCount += 1 }
      guard origin.received.isKnown, origin.time.isKnown else { return }
      if origin.received >= origin.time { afterCount += 1 }
      lead = max(lead, Int64(clamping: Int128(origin.time.nanoseconds) - Int128(origin.received.nanoseconds)))
    }

    /// Whether a good event was met.
    var isJudged: Bool { goodCount > 0 }
    /// Whether every event has a time of receipt.
    var isKnown: Bool { isJudged && unknownCount == 0 }
    /// Whether something was received before it happened.
    var isWrong: Bool { isKnown && lead > 0 }
    /// Whether nothing was, and that could be seen.
    var isPlausible: Bool { isKnown && lead == 0 && afterCount > 0 }
  }
}
