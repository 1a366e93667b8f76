extension Corruption {
  /// What is wrong with a corrupt record.
  ///
  /// The raw values are kept in journals: they never change, and new reasons go to the end.
  @frozen
  public enum Reason: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    /// A price below zero of an instrument that allows none.
    case negativePrice = 0
    /// A price of zero of an instrument that allows none.
    case zeroPrice = 1
    /// A price that is not a decimal number.
    case malformedPrice = 2
    /// A price with digits beyond 1e-9.
    case tooFine = 3
    /// A price that does not fit.
    case tooLarge = 4
    /// A size that is not a decimal number.
    case malformedSize = 5
    /// A size below zero.
    case negativeSize = 6
    /// A size with digits beyond 1e-9.
    case sizeTooFine = 7
    /// A size that does not fit.
    case sizeTooLarge = 8
    /// A time that does not parse.
    case malformedTime = 9
    /// A time before the last one of the same symbol.
    case timeWentBack = 10
    /// A row with more or fewer fields than the others.
    case fieldCount = 11
    /// A field that is empty or not there.
    case missingField = 12
    /// A row that does not parse.
    case malformedRow = 13
    /// Bytes that are not UTF-8.
    case invalidUTF8 = 14
    /// A row beyond the longest that is read.
    case rowTooLong = 15
    /// A symbol that is not one.
    case unreadableSymbol = 16
    /// The source itself marks the record as bad.
    case flagged = 17
    /// Anything else.
    case other = 18
    /// A price further from the last good ones than a collar allows.
    case outsideCollar = 19
    /// A trade whose number was there before.
    case duplicate = 20
    /// A time far behind the newest of the source.
    case stale = 21
    /// A trade under a condition that is not wanted.
    case skippedCondition = 22
  }
}

extension Corruption.Reason {
  /// The reason for a price that is no number.
  @inlinable
  public init(price fault: NumberFault) {
    switch fault {
    case .malformed: self = .malformedPrice
    case .tooFine: self = .tooFine
    case .tooLarge: self = .tooLarge
    }
  }

  /// The reason for a size that is no number.
  @inlinable
  public init(size fault: NumberFault) {
    switch fault {
    case .malformed: self = .malformedSize
    case .tooFine: self = .sizeTooFine
    case .tooLarge: self = .sizeTooLarge
    }
  }

  /// The word for programs: `negativePrice`.
  public var name: String { wording.name }

  /// The words for people: `negative price`.
  public var sentence: String { wording.sentence }

  private var wording: (name: String, sentence: String) {
    switch self {
    case .negativePrice: ("negativePrice", "negative price")
    case .zeroPrice: ("zeroPrice", "zero price")
    case .malformedPrice: ("malformedPrice", "malformed price")
    case .tooFine: ("tooFine", "price finer than 1e-9")
    case .tooLarge: ("tooLarge", "price too large")
    case .malformedSize: ("malformedSize", "malformed size")
    case .negativeSize: ("negativeSize", "negative size")
    case .sizeTooFine: ("sizeTooFine", "size finer than 1e-9")
    case .sizeTooLarge: ("sizeTooLarge", "size too large")
    case .malformedTime: ("malformedTime", "malformed time")
    case .timeWentBack: ("timeWentBack", "time before the symbol's last")
    case .fieldCount: ("fieldCount", "wrong number of fields")
    case .missingField: ("missingField", "missing field")
    case .malformedRow: ("malformedRow", "malformed row")
    case .invalidUTF8: ("invalidUTF8", "invalid UTF-8")
    case .rowTooLong: ("rowTooLong", "row too long")
    case .unreadableSymbol: ("unreadableSymbol", "unreadable symbol")
    case .flagged: ("flagged", "flagged by the source")
    case .other: ("other", "unusable record")
    case .outsideCollar: ("outsideCollar", "price outside the collar")
    case .duplicate: ("duplicate", "duplicate of trade")
    case .stale: ("stale", "stale time")
    case .skippedCondition: ("skippedCondition", "skipped condition")
    }
  }
}
