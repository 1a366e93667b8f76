extension Corruption {
  /// A trade that its source marks as bad: it has a price and a size, but nobody should rely on them.
  ///
  ///     Corruption(flagged: trade).description      // "flagged by the source 166.43 x 200"
  public init(flagged trade: Trade) {
    self.init(origin: trade.origin, reason: .flagged, text: InlineText("\(trade.price) x \(trade.size)"))
  }

  /// The price and the size of a trade that its source marks as bad, for sums over everything a source holds; nil for any
  /// other corrupt record, and where the two were too long to be kept.
  public var flaggedTrade: (price: Price, size: Quantity)? {
    guard reason == .flagged else { return nil }
    let parts = text.description.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1] == "x", let price = Price(String(parts[0])), let size = Quantity(String(parts[2]))
    else { return nil }
    return (price, size)
  }
}
