import TicklineMarkets
import TicklineTrading

/// A sink that writes down what it is told, and breaks down where it is told to.
final class NotingSink: Sink {
  private(set) var lines: [String] = []
  /// Breaks down when it has this many events.
  var mostEvents = Int.max
  var failsToClose = false
  var heard: (String) -> Void = { _ in }

  func send(_ event: MarketEvent) throws { try take(event.words) }

  func `throw`(_ tick: CorruptTick) throws { try take("corrupt \(tick)") }

  func close() throws {
    lines.append("close")
    if failsToClose { throw Breakdown(description: "The sink did not close.") }
  }

  private func take(_ line: String) throws {
    guard lines.count < mostEvents else { throw Breakdown(description: "The sink is full.") }
    lines.append(line)
    heard(line)
  }
}
