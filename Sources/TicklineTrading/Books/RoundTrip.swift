public import TicklineMarkets

/// A trade of a bot in one instrument, from flat to flat, as the bot sees it.
public struct RoundTrip: Hashable, Sendable {
  /// What became of it.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Closed: what it brought is known.
    case closed
    /// Open at the end of the run.
    case open
    /// The bot forgot it at a corrupt tick; the account still holds it.
    case forgotten
  }

  /// What was traded.
  public let instrument: InstrumentID
  /// The bot's number.
  public let bot: Int
  /// Bought or sold first.
  public let side: Side
  /// When it was opened.
  public let entryTime: Timestamp
  /// When it was closed or forgotten; `unknown` while it is open.
  public internal(set) var exitTime = Timestamp.unknown
  /// The place of the event that opened it among all events, from 1.
  public let entryEvent: Int
  /// The place of the event that closed it, or at which it was forgotten; 0 while it is open.
  public internal(set) var exitEvent = 0
  /// How much was entered in all.
  public internal(set) var quantity = Quantity.zero
  /// How much is still open.
  public internal(set) var openQuantity = Quantity.zero
  /// What was paid for all that was entered: price times quantity, the multiplier applied; positive.
  public internal(set) var entryValue = Money.zero
  /// What was got for all that was left: price times quantity, the multiplier applied; positive.
  public internal(set) var exitValue = Money.zero
  /// Fees of entry and exit.
  public internal(set) var fees = Money.zero
  /// What slippage cost; a part of the values.
  public internal(set) var slippage = Money.zero
  /// What became of it.
  public internal(set) var state = State.open
  /// The price of the first fill.
  public let entryPrice: Price
  /// The price of the last fill that closed a part; nil while there was none.
  public internal(set) var exitPrice: Price?

  /// What a closed trade brought, fees deducted; nil for another.
  public var profit: Money? { state == .closed ? grossProfit - fees : nil }

  /// What came out more than went in, fees not deducted.
  var grossProfit: Money { side == .buy ? exitValue - entryValue : entryValue - exitValue }

  /// Counts what a fill, or a part of one, added.
  mutating func enter(_ part: FillPart) {
    quantity += part.quantity
    openQuantity += part.quantity
    entryValue += part.amount
    fees += part.fee
    slippage += part.slippage
  }

  /// Counts what a fill, or a part of one, closed.
  mutating func leave(_ part: FillPart, at price: Price) {
    openQuantity -= part.quantity
    exitValue += part.amount
    fees += part.fee
    slippage += part.slippage
    exitPrice = price
  }
}

/// What a fill, or a part of one, does to a trade.
struct FillPart {
  /// How much; positive.
  let quantity: Quantity
  /// Price times quantity, the multiplier applied.
  let amount: Money
  let fee: Money
  let slippage: Money

  /// A whole fill.
  init(_ fill: Fill, multiplier: Int64) {
    quantity = fill.quantity
    amount = fill.price * fill.quantity * multiplier
    fee = fill.fee
    slippage = fill.slippage
  }

  private init(_ quantity: Quantity, _ amount: Money, _ fee: Money, _ slippage: Money) {
    self.quantity = quantity
    self.amount = amount
    self.fee = fee
    self.slippage = slippage
  }

  /// What is left without a part.
  static func - (whole: FillPart, part: FillPart) -> FillPart {
    FillPart(
      whole.quantity - part.quantity, whole.amount - part.amount, whole.fee - part.fee, whole.slippage - part.slippage)
  }
}
