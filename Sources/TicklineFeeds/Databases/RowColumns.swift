internal import TicklineMarkets

/// Which of a query's columns is what; -1 for one that is not there.
struct RowColumns {
  var time: Int32 = -1, symbol: Int32 = -1, price: Int32 = -1, size: Int32 = -1
  /// The row's key, where it has one.
  var key: Int32 = -1

  subscript(role: ColumnRole) -> Int32 {
    get {
      switch role {
      case .time: time
      case .symbol: symbol
      case .price: price
      case .size: size
      }
    }
    set {
      switch role {
      case .time: time = newValue
      case .symbol: symbol = newValue
      case .price: price = newValue
      case .size: size = newValue
      }
    }
  }

  /// Finds the columns of a table or a query by their names.
  ///
  /// - Parameter place: what a sentence calls it: `ticks.db, table trades`.
  /// - Returns: for each role the column's number, from 0.
  static func find(
    names: [String], place: String, session: FeedSession
  ) throws(FeedError) -> RowColumns {
    var columns = CSVColumns(names: names.map(\.trimmedLowercase), place: place)
    let named = session.reading.columns
    for role in ColumnRole.allCases where named.names[role] != nil { try columns.find(role, named: named) }
    for role in ColumnRole.allCases where named.names[role] == nil { columns.findByUsualName(role) }
    _ = try columns.requirePrice()
    if session.wantedSymbols?.count != 1 { try columns.requireSymbol() }
    var found = RowColumns()
    for (index, role) in columns.roles.enumerated() {
      if let role { found[role] = Int32(index) }
    }
    return found
  }
}

extension RowReader {
  /// A reader of a database's rows. A column that is called `ts_ns` is what its name says.
  ///

  init(session: FeedSession, sourceName: String, hasKey: Bool, timeName: String?, hasSymbols: Bool) {
    self.init(
      session: session, sourceName: sourceName, unit: hasKey ? .key : .sequence,
      timeFormat: timeName?.trimmedLowercase == "ts_ns" ? .nanoseconds : nil)
    if !hasSymbols, let symbol = session.wantedSymbols?.first {
      onlySymbol = symbols.symbol(named: Array(symbol.utf8).span)
    }
  }

  /// Says once how a price or size is read that is no decimal number to its database.
  func noteFloatingPoint(_ role: ColumnRole) {
    guard role == .price || role == .size else { return }
    session.remark(
      "\(sourceName): some \(role.rawValue)s are floating point numbers; each is taken for the shortest decimal that denotes it."
    )
  }
}

extension RowFields {
  /// Adds a role's value that is a text already.
  mutating func set(_ role: ColumnRole, _ text: String) {
    let bytes = Array(text.utf8)
    set(role, 0..<bytes.count, of: bytes.span)
  }
}
