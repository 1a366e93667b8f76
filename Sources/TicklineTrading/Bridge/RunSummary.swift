public import TicklineMarkets

/// What a run came to.
public struct RunSummary: Sendable {
  /// The counts of one symbol, or of all together.
  public struct Counts: Hashable, Sendable {
    /// Trades, corrupt ones included.
    public var ticks = 0
    /// Corrupt events.
    public var corrupt = 0
    /// Trades opened.
    public var entries = 0
    /// Trades closed.
    public var exits = 0
    /// Open trades forgotten.
    public var resets = 0
    /// Trades open at the end.
    public var open = 0
    /// What the closed trades brought.
    public var profit = Money.zero

    /// Adds counts.
    public static func += (left: inout Counts, right: Counts) {
      left.ticks += right.ticks
      left.corrupt += right.corrupt
      left.entries += right.entries
      left.exits += right.exits
      left.resets += right.resets
      left.open += right.open
      left.profit += right.profit
    }

    mutating func count(_ ledger: SignalLedger) {
      entries += ledger.entries
      exits += ledger.exits
      resets += ledger.resets
      open += ledger.isOpen ? 1 : 0
      profit += ledger.profit
    }
  }

  /// The symbols that were wanted, or that occurred where all were.
  public var symbols: [String] = []
  /// The counts of each symbol.
  public var bySymbol: [String: Counts] = [:]
  /// Events whose symbol could not be read.
  public var unattributed = 0
  /// The symbols whose corrupt ticks closed bots, each once. Where such a bot listened to others, too, those are not named.
  public var halted: [String] = []
  /// The bots that ended by an error: their symbols and what it was.
  public var failed: [(symbols: [String], reason: String)] = []

  /// How many orders were refused, by reason.
  public var refusals: [Refusal: Int] = [:]

  /// What the account came to; nil where none was kept.
  public var account: AccountResult?

  /// The counts of all symbols together.
  public var total: Counts {
    symbols.reduce(into: Counts()) { $0 += bySymbol[$1] ?? Counts() }
  }
}
