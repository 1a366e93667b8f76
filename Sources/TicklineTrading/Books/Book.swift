public import TicklineMarkets

/// An account: cash and positions, marked at the last prices, exactly.
///
/// After every fill two sums are checked to the last unit, and the program ends with a sentence where one is wrong:
///
///     equity = cash + Σ position × mark × multiplier
///     equity = starting cash + realised + unrealised − fees
///
/// - Complexity: a mark costs a multiplication where something is held; a fill costs that and a sum over what is held.
public struct Book: Sendable {
  private let startingCash: [Currency: Money]
  /// What is held, by the instruments' numbers; nothing for one that no event was of.
  public private(set) var holdings: [Holding] = []
  /// The sums, in the order in which the currencies were met.
  public private(set) var currencies: [CurrencyBook] = []
  /// Which of `currencies` an instrument is counted in.
  private var currencyOf: [Int] = []
  /// The instruments of which something is held.
  public private(set) var held: [Int] = []

  /// A book with cash and nothing held.
  public init(startingCash: [Currency: Money]) {
    self.startingCash = startingCash
    for (currency, _) in startingCash.sorted(by: { $0.key < $1.key }) { _ = index(of: currency) }
  }

  /// The sums in a currency; nil where nothing was ever counted in it.
  public subscript(currency: Currency) -> CurrencyBook? { currencies.first { $0.currency == currency } }

  /// What is held of an instrument, and what it brought; nil where no event was of it.
  public subscript(instrument: InstrumentID) -> Holding? {
    let index = Int(instrument.index)
    return holdings.indices.contains(index) && currencyOf[index] >= 0 ? holdings[index] : nil
  }

  /// The place of an instrument's currency among ``currencies``.
  public func currencyIndex(of instrument: InstrumentID) -> Int { currencyOf[Int(instrument.index)] }

  /// The multiplier of an instrument, which is registered: without a copy of all that is held of it.
  func multiplier(of instrument: InstrumentID) -> Int64 { holdings[Int(instrument.index)].multiplier }

  /// The equity in the currency at a place of ``currencies``: without a copy of all its sums.
  func equity(in currency: Int) -> Money { currencies[currency].equity }

  /// Whether something is held of an instrument that is counted in a currency.
  func holdsAnything(in currency: Int) -> Bool { held.contains { currencyOf[$0] == currency } }

  /// Makes room for an instrument. A second time does nothing.
  public mutating func register(_ id: InstrumentID, _ instrument: Instrument) {
    let index = Int(id.index)
    while holdings.count <= index {
      holdings.append(Holding(multiplier: 1))
      currencyOf.append(-1)
    }
    guard currencyOf[index] < 0 else { return }
    holdings[index] = Holding(multiplier: instrument.multiplier)
    currencyOf[index] = self.index(of: instrument.currency)
  }

  private mutating func index(of currency: Currency) -> Int {
    if let index = currencies.firstIndex(where: { $0.currency == currency }) { return index }
    currencies.append(CurrencyBook(currency: currency, startingCash: startingCash[currency] ?? .zero))
    return currencies.count - 1
  }

  /// Marks an instrument, which is registered, at a price.
  ///
  /// - Returns: whether that changed the equity.
  @inline(__always)
  @discardableResult
  public mutating func mark(_ instrument: InstrumentID, at price: Price) -> Bool {
    let index = Int(instrument.index)
    if holdings[index].position == .zero {
      holdings[index].mark = price
      return false
    }
    return markHeld(index, at: price)
  }

  @inline(never)
  private mutating func markHeld(_ index: Int, at price: Price) -> Bool {
    guard let old = holdings[index].mark, old != price else { return false }
    holdings[index].mark = price
    let position = holdings[index].position
    let (distance, isFar) = price.nanos.subtractingReportingOverflow(old.nanos)
    let moved = isFar ? price * position - old * position : Price(nanos: distance) * position
    currencies[currencyOf[index]].equity += moved * holdings[index].multiplier
    return true
  }

  /// Counts a fill of an instrument, which is registered. Where it has no mark yet, the fill's price is the first.
  public mutating func count(_ fill: Fill) {
    let index = Int(fill.instrument.index)
    precondition(currencyOf[index] >= 0, "A fill of an instrument that the book lacks.")
    let price = holdings[index].mark ?? fill.price
    holdings[index].mark = price
    let wasHeld = holdings[index].position != .zero
    let brought = holdings[index].count(fill)
    let multiplier = holdings[index].multiplier
    let currency = currencyOf[index]
    currencies[currency].count(
      fill, for: fill.price * fill.change * multiplier, worth: price * fill.change * multiplier, realised: brought)
    if wasHeld != (holdings[index].position != .zero) {
      if wasHeld { held.removeAll { $0 == index } } else { held.append(index) }
    }
    check(currency)
  }
}

// MARK: - The invariant

extension Book {
  /// Ends the program where the sums of a currency are not right.
  private func check(_ currency: Int) {
    let book = currencies[currency]
    var value = Money.zero
    var unrealised = Money.zero
    for index in held where currencyOf[index] == currency {
      let worth = holdings[index].value
      value += worth
      unrealised += holdings[index].mark == nil ? .zero : worth - holdings[index].cost
    }
    guard book.equity == book.cash + value else {
      fatalError("The book is wrong: the equity is not cash and positions.")
    }
    guard book.equity == book.startingCash + book.realised + unrealised - book.fees else {
      fatalError("The book is wrong: the equity is not what was started with, and the profits, without the fees.")
    }
  }
}
