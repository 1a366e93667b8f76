internal import SystemPackage
internal import TicklineFeeds
internal import TicklineReports
internal import TicklineTrading

/// The files that a backtest writes.
struct BacktestFiles {
  private let report: OutputFile?
  private let trades: OutputFile?
  let equity: OutputFile?

  /// Makes the files, before anything is run: that one can't be made is the first thing to say.
  ///
  /// - Throws: ``CommandFailure`` where one can't be made, or two are the same, or one is read.
  init(_ plan: BacktestPlan) throws(CommandFailure) {
    let named = [("--report", plan.report), ("--trades", plan.trades), ("--equity", plan.equity)].compactMap {
      option, path in path.map { (option: option, path: $0) }
    }
    for file in named {
      if file.path == "-" {
        throw CommandFailure(.wrongUsage, "\(file.option) -: results go to standard output already; name a file.")
      }
      guard let identity = FileIdentity(of: file.path) else { continue }
      if plan.run.files.contains(where: { FileIdentity(of: $0) == identity }) {
        throw CommandFailure(.wrongUsage, "\(file.option) \(file.path) is the file that is read; give it another name.")
      }
      if identity == FileIdentity(of: .standardOutput) || identity == FileIdentity(of: .standardError) {
        throw CommandFailure(
          .wrongUsage, "\(file.option) \(file.path) is a file that results go to already; give it another name.")
      }
    }
    for (index, file) in named.enumerated() {
      if let other = named[..<index].first(where: { $0.path == file.path }) {
        throw CommandFailure(.wrongUsage, "\(other.option) and \(file.option) name one file; give each its own.")
      }
    }
    report = try plan.report.map { path throws(CommandFailure) in try OutputFile(path: path, option: "--report") }
    trades = try plan.trades.map { path throws(CommandFailure) in try OutputFile(path: path, option: "--trades") }
    equity = try plan.equity.map { path throws(CommandFailure) in try OutputFile(path: path, option: "--equity") }
    // Two names that were not there yet may have been one file's.
    let made = [report, trades, equity].compactMap { $0?.identity }
    guard Set(made).count == made.count else {
      throw CommandFailure(
        .wrongUsage, "Two of --report, --trades and --equity name one file; give each its own.")
    }
    equity?.write(EquityTable.header)
  }

  /// Writes what is written at the end.
  ///
  /// - Throws: ``CommandFailure`` where a file could not be written whole.
  func finish(_ account: AccountResult, _ session: FeedSession, page: () -> String) throws(CommandFailure) {
    if let trades {
      trades.write(TradeTable.header)
      for (index, trip) in account.trips.enumerated() {
        trades.write(TradeTable.line(trip, number: index + 1, symbol: session.instruments[trip.instrument].symbol))
      }
    }
    report?.write(page())
    try equity?.finish()
    try trades?.finish()
    try report?.finish()
  }
}
