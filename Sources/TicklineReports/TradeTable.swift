internal import TicklineMarkets
public import TicklineTrading

/// Trades as separated values, a line each.
public enum TradeTable {
  /// The names of the columns.
  public static let header =
    "number,symbol,bot,side,state,entry_time,entry_price,exit_time,exit_price,quantity,entry_value,exit_value,fees,"
    + "slippage,profit\n"

  /// A trade. What is not there, as the exit of an open one, is empty.
  ///
  /// - Parameter number: its place among all, from 1.
  public static func line(_ trip: RoundTrip, number: Int, symbol: String) -> String {
    let fields = [
      "\(number)", quoted(symbol), "\(trip.bot)", trip.side == .buy ? "long" : "short", trip.state.rawValue,
      time(trip.entryTime), "\(trip.entryPrice)", time(trip.exitTime), trip.exitPrice?.description ?? "",
      "\(trip.quantity)", "\(trip.entryValue)", trip.exitPrice == nil ? "" : "\(trip.exitValue)", "\(trip.fees)",
      "\(trip.slippage)", trip.profit?.description ?? "",
    ]
    return fields.joined(separator: ",") + "\n"
  }

  private static func time(_ time: Timestamp) -> String { time.isKnown ? "\(time)" : "" }

  /// A field of separated values. Source: RFC 4180.
  static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

/// The account over time as separated values, a line for each moment that was noted.
public enum EquityTable {
  /// The names of the columns.
  public static let header = "time,occasion,currency,equity,cash,realised,unrealised,fees,drawdown\n"

  /// A moment.
  public static func line(_ point: EquityPoint) -> String {
    let sums = point.sums
    let time = point.time.isKnown ? "\(point.time)" : ""
    return
      "\(time),\(point.occasion.rawValue),\(sums.currency),\(sums.equity),\(sums.cash),\(sums.realised),"
      + "\(sums.unrealised),\(sums.fees),\(point.drawdown)\n"
  }
}
