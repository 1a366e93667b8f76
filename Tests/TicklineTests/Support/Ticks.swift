import Foundation
import Testing

/// Rows of ticks to feed the command with.
enum Ticks {
  static let header = "ts_ns,symbol,price,volume\n"

  /// Rows of one symbol whose price swings between 140 and 209, without a header.
  static func rows(_ count: Int, of symbol: String = "AAPL") -> String {
    var text = ""
    for row in 0..<count {
      text += "\(1_700_000_000_000_000_000 + row),\(symbol),\(140 + row % 70).25,\(1 + row % 9)\n"
    }
    return text
  }

  /// A CSV of one symbol.
  static func csv(_ count: Int, of symbol: String = "AAPL") -> String { header + rows(count, of: symbol) }

  /// The same ticks as JSON Lines: prices as strings and as numbers by turns, fields in two orders.
  static func jsonLines(ofCSV text: String) -> String {
    var isOdd = false
    return text.lines.dropFirst().map { line in
      let field = line.split(separator: ",")
      isOdd.toggle()
      return isOdd
        ? #"{"ts_ns":\#(field[0]),"symbol":"\#(field[1])","price":"\#(field[2])","volume":\#(field[3])}"#
        : #"{"price": \#(field[2]), "volume": "\#(field[3])", "symbol": "\#(field[1])", "ts_ns": "\#(field[0])"}"#
    }.joined(separator: "\n")
  }
}
