internal import TicklineMarkets

/// The last numbers of each instrument's streams, by which it shows what is missing. One for all files of a feed, since the
/// numbers go on from file to file.
final class BinanceSequences {
  /// What is numbered.
  enum Stream: Int, CaseIterable {
    case trades, aggregatedTrades, bookUpdates
  }

  /// By instrument and stream; nil before the first.
  private var last: [UInt64?] = []
  /// The instruments of which there were single trades.
  private var haveTrades: Set<InstrumentID> = []

  /// Takes the numbers of a record, from `first` to `last`. What lies between it and the one before is missing; nil where
  /// nothing does, or where it is an older record.
  func take(_ first: UInt64, through last: UInt64, of stream: Stream, _ instrument: InstrumentID) -> ClosedRange<
    UInt64
  >? {
    let index = place(stream, instrument)
    guard let previous = self.last[index] else {
      self.last[index] = last
      return nil
    }
    self.last[index] = Swift.max(previous, last)
    return first > previous && first - previous > 1 ? previous + 1...first - 1 : nil
  }

  /// Takes the numbers of an update of a book that names the last number before it. Source: Binance, "Diff. Book Depth
  /// Streams" of futures.
  func take(after before: UInt64, through last: UInt64, _ instrument: InstrumentID) -> ClosedRange<UInt64>? {
    let index = place(.bookUpdates, instrument)
    guard let previous = self.last[index] else {
      self.last[index] = last
      return nil
    }
    self.last[index] = Swift.max(previous, last)
    return before > previous ? previous + 1...before : nil
  }

  /// Whether aggregated trades of an instrument say something new: not where there are single ones.
  func usesAggregatedTrades(of instrument: InstrumentID) -> Bool { !haveTrades.contains(instrument) }

  /// Notes that there are single trades of an instrument.
  func noteTrades(of instrument: InstrumentID) {
    if last[place(.trades, instrument)] == nil { haveTrades.insert(instrument) }
  }

  private func place(_ stream: Stream, _ instrument: InstrumentID) -> Int {
    let index = Int(instrument.index) * Stream.allCases.count + stream.rawValue
    while last.count <= index { last.append(nil) }
    return index
  }
}
