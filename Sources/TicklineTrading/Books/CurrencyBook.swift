public import TicklineMarkets

/// The account's sums in one currency. Nothing is ever added across currencies.
public struct CurrencyBook: Hashable, Sendable {
  /// The currency.
  public let currency: Currency
  /// What there was before the first fill.
  public let startingCash: Money
  /// What there is in cash, fees deducted; negative where it was borrowed.
  public internal(set) var cash: Money
  /// Cash and what the positions are worth at the last prices.
  public internal(set) var equity: Money

  /// What was gained by closing, in all instruments, fees not deducted.
  public internal(set) var realised = Money.zero
  /// What was paid in fees, in all instruments.
  public internal(set) var fees = Money.zero
  /// What slippage cost, in all instruments; a part of the profits.
  public internal(set) var slippage = Money.zero
  /// What was bought and sold, in all instruments.
  public internal(set) var traded = Money.zero
  /// How many fills there were.
  public internal(set) var fillCount = 0

  /// What closing everything at the last prices would bring, fees apart.
  public var unrealised: Money { equity - startingCash - realised + fees }

  init(currency: Currency, startingCash: Money) {
    self.currency = currency
    self.startingCash = startingCash
    cash = startingCash
    equity = startingCash
  }

  /// Counts a fill.
  ///
  /// - Parameters:
  ///   - amount: what was paid for it, its fee apart; negative for a sale.
  ///   - worth: what it adds to the value of the position.
  ///   - brought: what was realised.
  mutating func count(_ fill: Fill, for amount: Money, worth: Money, realised brought: Money) {
    let paid = amount + fill.fee
    cash -= paid
    equity += worth - paid
    realised += brought
    fees += fill.fee
    slippage += fill.slippage
    traded += amount.magnitude
    fillCount += 1
  }
}
