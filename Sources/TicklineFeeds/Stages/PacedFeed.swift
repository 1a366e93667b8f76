public import Generators
public import TicklineMarkets

/// A feed replayed in the data's own time, or a multiple of it.
///
/// An event is handed on once as much time has passed as lies between the data's times. Corrupt events and those without a
/// time come with the one before. What is due is handed on before anything is waited for. Where one would wait for more
/// than a minute, as over a night or at a wrong stamp, the wait is left out, and that is said once.
///
/// Waiting ends at once when the run is to end.
public struct PacedFeed: Feed {
  /// The longest that is waited for at once, in nanoseconds.
  public static let longestWait: Int64 = 60_000_000_000

  /// What is replayed.
  public let feed: any Feed
  /// How many times as fast as it happened.
  public let speed: Double

  private let watch: any Stopwatch

  /// A feed replayed `speed` times as fast as it happened.
  ///
  /// - Precondition: the speed is positive and finite.
  public init(_ feed: any Feed, speed: Double) { self.init(feed, speed: speed, watch: SystemStopwatch()) }

  package init(_ feed: any Feed, speed: Double, watch: any Stopwatch) {
    precondition(speed > 0 && speed.isFinite, "A speed is positive and finite.")
    self.feed = feed
    self.speed = speed
    self.watch = watch
  }

  /// The name of what is replayed.
  public var name: String { feed.name }

  /// The events when they are due, one by one.
  public func events(in session: FeedSession) -> Generator<MarketEvent, any Error> {
    events(of: blocks(in: session))
  }

  /// The events that are due, in blocks.
  public func blocks(in session: FeedSession) -> Generator<EventBlock, any Error> {
    let (feed, watch) = (feed, watch)
    return Generator { yield in
      let blocks = feed.blocks(in: session)
      let due = EventBlock()
      var pace = Pace(speed: speed, start: watch.now)
      while let block = try blocks.next() {
        due.timesAreChecked = block.timesAreChecked
        for index in 0..<block.count {
          let event = block[index]
          let time = pace.time(of: event)
          if pace.skippedWait != nil { say(pace, event, in: session) }
          if time > watch.now {
            if !due.isEmpty {
              try yield(due)
              due.removeAll()
            }
            guard wait(until: time, in: session) else { return }
          }
          due.append(event)
          if due.isFull {
            try yield(due)
            due.removeAll()
          }
        }
        if !due.isEmpty {
          try yield(due)
          due.removeAll()
        }
      }
    }
  }

  /// Waits for a moment of the watch. False where the run is to end.
  private func wait(until time: Int64, in session: FeedSession) -> Bool {
    while !session.isInterrupted() {
      let rest = time - watch.now
      if rest <= 0 { return true }
      // In small pieces: a signal may come just before a wait and then does not end it.
      watch.wait(min(rest, 20_000_000))
    }
    return false
  }

  private func say(_ pace: Pace, _ event: MarketEvent, in session: FeedSession) {
    guard pace.skippedCount == 1, let wait = pace.skippedWait else { return }
    session.remark(
      "Waits of more than a minute are left out, here and further on: \(wait / 1_000_000_000) seconds before "
        + "\(session.sources.text(of: event.origin.place)).")
  }
}

/// When events are due: pure, so that tests need no time.
struct Pace {
  private let speed: Double
  /// When the last event was due, in the watch's nanoseconds.
  private var due: Int64
  /// The newest time of the data.
  private var last = Timestamp.unknown
  /// The wait that was left out before the last event; nil where none was.
  private(set) var skippedWait: Int64?
  private(set) var skippedCount = 0

  init(speed: Double, start: Int64) {
    self.speed = speed
    due = start
  }

  /// When an event is due.
  mutating func time(of event: MarketEvent) -> Int64 {
    skippedWait = nil
    if case .corrupt = event { return due }
    guard event.time.isKnown else { return due }
    guard last.isKnown else {
      last = event.time
      return due
    }
    let wait = Double(Int128(event.time.nanoseconds) - Int128(last.nanoseconds)) / speed
    if abs(wait) > Double(PacedFeed.longestWait) {
      if wait > 0 {
        skippedWait = wait < 9e18 ? Int64(wait) : .max
        skippedCount += 1
      }
      last = event.time
    } else if wait > 0 {
      due += Int64(wait)
      last = event.time
    }
    return due
  }
}
