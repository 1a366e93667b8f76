public import TicklineMarkets

/// Applies checks to the events of a run, one after the other: the clock rule, and those of ``EventChecks``.
///
/// - Complexity: a look-up by number and a few comparisons an event; what a collar costs beyond that, ``PriceCollar``'s
///   window decides. Nothing is allocated for an event. Memory: for each symbol, 16 bytes a price of the collar's window and
///   up to 24 a remembered trade number.
public struct EventChecker {
  private let checks: EventChecks
  private let tolerance: Int64
  private var clocks = ClockCheck()
  /// The newest good time of each source, by its number.
  private var newest: [ClockCheck.Clock] = []
  /// By the instruments' numbers.
  private var collars: [CollarState] = []
  private var trades: [RecentNumbers] = []

  /// A checker that has seen nothing.
  public init(_ checks: EventChecks = EventChecks()) {
    self.checks = checks
    tolerance = checks.staleAfter.map { Int64(clamping: $0.attoseconds / 1_000_000_000) } ?? .max
  }

  /// Makes an event corrupt where a check refuses it. One that is corrupt stays as it is and counts for nothing.
  public mutating func check(_ event: inout MarketEvent) {
    if case .corrupt = event { return }
    guard event.instrument != .none else { return }
    makeRoom(for: event.origin)
    if let refusal = refusal(of: event) {
      event = .corrupt(refusal)
    } else {
      accept(event)
    }
  }

  private mutating func makeRoom(for origin: Origin) {
    let index = clocks.place(of: origin.instrument)
    if let collar = checks.collar { while collars.count <= index { collars.append(CollarState(collar)) } }
    if let window = checks.duplicateWindow {
      while trades.count <= index { trades.append(RecentNumbers(capacity: window)) }
    }
    if checks.staleAfter != nil { while newest.count <= Int(origin.source.index) { newest.append(ClockCheck.Clock()) } }
  }

  /// Why an event is refused, which is noted where it may turn out to have been right; nil where it is good.
  private mutating func refusal(of event: MarketEvent) -> Corruption? {
    let (origin, index) = (event.origin, Int(event.instrument.index))
    if case .trade(let trade) = event {
      let conditions = trade.conditions & checks.skippedConditions
      if conditions != 0 {
        return Corruption(
          origin: origin, reason: .skippedCondition, text: InlineText("0x" + String(conditions, radix: 16)))
      }
      if let id = trade.id, checks.duplicateWindow != nil, trades[index].contains(id) {
        return Corruption(origin: origin, reason: .duplicate, text: InlineText(String(id)))
      }
    }
    let isInside = isInsideCollar(event, index)
    if let reason = refusalOfTime(origin, index, isNoted: isInside) { return Corruption(refusing: event, reason) }
    guard !isInside, case .trade(let trade) = event else { return nil }
    collars[index].refuse(trade.price)
    return Corruption(origin: origin, reason: .outsideCollar, text: InlineText(trade.price.description))
  }

  private func isInsideCollar(_ event: MarketEvent, _ index: Int) -> Bool {
    guard checks.collar != nil, case .trade(let trade) = event else { return true }
    return collars[index].allows(trade.price)
  }

  /// Why a time is refused. Only a time of an event that is good otherwise may count towards an agreement.
  private mutating func refusalOfTime(_ origin: Origin, _ index: Int, isNoted: Bool) -> Corruption.Reason? {
    guard origin.time.isKnown else { return nil }
    let wentBack = !clocks.clocks[index].allows(origin.time, tolerance: 0)
    let source = Int(origin.source.index)
    let isStale = checks.staleAfter != nil && !newest[source].allows(origin.time, tolerance: tolerance)
    if wentBack && isNoted { clocks.clocks[index].refuse(origin.time) }
    if isStale && isNoted { newest[source].refuse(origin.time) }
    return wentBack ? .timeWentBack : isStale ? .stale : nil
  }

  private mutating func accept(_ event: MarketEvent) {
    let (origin, index) = (event.origin, Int(event.instrument.index))
    if origin.time.isKnown {
      clocks.clocks[index].accept(origin.time, tolerance: 0)
      if checks.staleAfter != nil { newest[Int(origin.source.index)].accept(origin.time, tolerance: tolerance) }
    }
    guard case .trade(let trade) = event else { return }
    if checks.collar != nil { collars[index].accept(trade.price) }
    if let id = trade.id, checks.duplicateWindow != nil { trades[index].insert(id) }
  }
}
