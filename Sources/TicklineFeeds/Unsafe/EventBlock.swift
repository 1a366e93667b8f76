public import TicklineMarkets

/// Some events in a row, in memory that is used again and again.
///
/// - Complexity: appending and reading cost a copy of the event; nothing is allocated after `init`.
@safe
public final class EventBlock {
  /// How many events a feed puts into a block where nothing else is said: enough that one resume for all is nothing,
  /// few enough to stay in the processor's first cache.
  public static let usualCapacity = 256

  // Pointers, since an array checks its uniqueness at every append. Each access is checked against `count` or `capacity`.
  @usableFromInline let events: UnsafeMutablePointer<MarketEvent>

  /// How many events fit.
  public let capacity: Int

  // Unchecked, since checks would make an event a tenth slower: no access below calls anything that could begin another.
  @exclusivity(unchecked) @usableFromInline var eventCount = 0

  /// How many events are there.
  @inlinable public var count: Int { unsafe eventCount }

  /// Whether the clock rule was applied to these events already, so that whoever takes them must not do it again.
  public var timesAreChecked = false

  /// An empty block.
  public init(capacity: Int = usualCapacity) {
    precondition(capacity > 0, "A block has room for at least one event.")
    self.capacity = capacity
    unsafe events = .allocate(capacity: capacity)
  }

  deinit { unsafe events.deallocate() }

  /// Whether no further event fits.
  public var isFull: Bool { count == capacity }

  /// Whether no event is there.
  public var isEmpty: Bool { count == 0 }

  /// Adds an event.
  ///
  /// - Precondition: the block is not full.
  @inlinable @inline(__always)
  public func append(_ event: MarketEvent) {
    precondition(count < capacity, "A full block takes no further event.")
    unsafe (events + count).initialize(to: event)
    unsafe eventCount += 1
  }

  /// Forgets all events.
  public func removeAll() { unsafe eventCount = 0 }

  /// The event at an index.
  public subscript(index: Int) -> MarketEvent {
    @inlinable @inline(__always) get {
      precondition(index >= 0 && index < count, "An index of a block is below its count.")
      return unsafe events[index]
    }
  }
}

@available(*, unavailable)
extension EventBlock: Sendable {}
