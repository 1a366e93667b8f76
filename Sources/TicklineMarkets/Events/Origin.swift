/// Where an event comes from and when it happened: what every event begins with.
@frozen
public struct Origin: Hashable, Sendable, BitwiseCopyable {
  /// Which instrument it is about; `none` where the symbol could not be read.
  public var instrument: InstrumentID
  /// Which source it was read from.
  public var source: SourceID
  /// Where in the source, in the source's unit.
  public var position: Int64
  /// The venue's time; `unknown` where the source has none.
  public var time: Timestamp
  /// When it was received; `unknown` where the source does not say.
  public var received: Timestamp

  /// An origin.
  @inlinable
  public init(
    instrument: InstrumentID, source: SourceID, position: Int64, time: Timestamp, received: Timestamp = .unknown
  ) {
    self.instrument = instrument
    self.source = source
    self.position = position
    self.time = time
    self.received = received
  }

  /// Where in which source.
  @inlinable
  public var place: Place { Place(source: source, position: position) }
}

/// A payload of `MarketEvent`: it has an origin, and the origin's instrument and time as its own.
public protocol OriginBearing: Hashable, Sendable, BitwiseCopyable {
  /// Where it comes from and when it happened.
  var origin: Origin { get set }
}

extension OriginBearing {
  /// Which instrument it is about.
  @inlinable
  public var instrument: InstrumentID { origin.instrument }

  /// The venue's time.
  @inlinable
  public var time: Timestamp { origin.time }
}
