/// The instruments of a run, numbered in the order of first sight.
///
///     let table = InstrumentTable()
///     let apple = table.id(of: "AAPL")       // InstrumentID(index: 0), registered now
///     table[apple].priceStep = 0.01
///
/// A symbol is 1 to 64 bytes of UTF-8 made of visible characters: no spaces, no control characters. Symbols are
/// compared byte by byte.
///
/// The table belongs to one run and one thread at a time; it is not `Sendable`.
public final class InstrumentTable {
  @usableFromInline var shortSymbols = ShortSymbolIndex()
  /// Keyed by bytes, since strings that Unicode holds equal are different symbols here.
  var longSymbols: [[UInt8]: InstrumentID] = [:]
  private var instruments: [Instrument] = []

  private let make: (String) -> Instrument

  /// A table without instruments.
  ///
  /// - Parameter make: what is known of a symbol when it is first seen; nothing but the usual where it is not given. The
  ///   instrument must have the symbol.
  public init(making make: @escaping (String) -> Instrument = { Instrument(symbol: $0) }) { self.make = make }

  /// How many instruments there are.
  public var count: Int { instruments.count }

  /// The symbols, in the order of their ids.
  ///
  /// - Complexity: Linear in their number.
  public var symbols: [String] { instruments.map(\.symbol) }

  /// The instrument with this id.
  ///
  /// - Precondition: The id is of this table; what is assigned has the symbol that was registered.
  public subscript(id: InstrumentID) -> Instrument {
    get {
      guard instruments.indices.contains(Int(id.index)) else {
        misuse("An instrument was asked for by an id of no instrument.")
      }
      return instruments[Int(id.index)]
    }
    set {
      guard instruments.indices.contains(Int(id.index)) else {
        misuse("An instrument was set by an id of no instrument.")
      }
      guard instruments[Int(id.index)].symbol.utf8.elementsEqual(newValue.symbol.utf8) else {
        misuse("An instrument was replaced by one with another symbol.")
      }
      instruments[Int(id.index)] = newValue
    }
  }

  /// The terms of orders for an instrument. They are plain memory: nothing is counted or copied for them.
  ///
  /// - Precondition: The id is of this table.
  public func terms(of id: InstrumentID) -> Instrument.Terms {
    guard instruments.indices.contains(Int(id.index)) else {
      misuse("The terms of an instrument were asked for by an id of no instrument.")
    }
    return instruments[Int(id.index)].terms
  }

  /// Registers a symbol that is not there yet; `none` where it is not valid.
  func register(_ bytes: [UInt8]) -> InstrumentID {
    guard let symbol = SymbolText.validated(bytes) else { return .none }
    guard let index = Int32(exactly: instruments.count) else { misuse("There are more than 2^31 instruments.") }
    let instrument = make(symbol)
    guard instrument.symbol.utf8.elementsEqual(symbol.utf8) else {
      misuse("An instrument was made with another symbol than the one that was seen.")
    }
    instruments.append(instrument)
    return InstrumentID(index: index)
  }
}

@available(*, unavailable, message: "An InstrumentTable belongs to one run and one thread at a time.")
extension InstrumentTable: Sendable {}
