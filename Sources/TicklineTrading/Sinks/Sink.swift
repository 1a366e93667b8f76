public import TicklineMarkets

/// The end of a pipeline: good events by `send`, corrupt ones by `throw`, the end by `close`. A running bot has the same
/// face.
public protocol Sink: AnyObject {
  /// Takes a good event.
  ///
  /// - Throws: where it can't be taken; the run ends with this error.
  func send(_ event: MarketEvent) throws

  /// Takes a corrupt event.
  ///
  /// - Throws: where it can't be taken; the run ends with this error.
  func `throw`(_ tick: CorruptTick) throws

  /// Takes the end: nothing comes after it.
  ///
  /// - Throws: where what was taken before can't be finished.
  func close() throws
}
