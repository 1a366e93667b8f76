/// Rows of all shapes, for tests of laws.
enum RandomRow {
  /// Fields for time, symbol, price and size, mostly of the usual shape, without separators and quotation marks.
  static func fields(_ random: inout SplitMix64) -> [String] {
    var fields = [time(&random), symbol(&random), number(&random), number(&random)]
    switch Int.random(in: 0..<40, using: &random) {
    case 0: fields.removeLast()
    case 1: fields.append(number(&random))
    case 2: fields = []
    default: break
    }
    return fields
  }

  /// Any bytes but a newline: fields, often spoiled.
  static func any(_ random: inout SplitMix64, separator: String = ",") -> [UInt8] {
    var row = Array(fields(&random).joined(separator: separator).utf8)
    if Int.random(in: 0..<3, using: &random) == 0 { spoil(&row, &random) }
    return row
  }

  /// Changes a few bytes, to any but a newline.
  static func spoil(_ row: inout [UInt8], _ random: inout SplitMix64) {
    let telling = Array("\",;.-+eE09 \r\t\0AZ\u{E9}".utf8) + [0xFF, 0x80]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...row.count, using: &random)
      var byte = telling.randomElement(using: &random)!
      if Int.random(in: 0..<4, using: &random) == 0 { byte = .random(in: 0...255, using: &random) }
      if byte == UInt8(ascii: "\n") { byte = 0 }
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1: row.insert(byte, at: place)
      case 2 where place < row.count: row.remove(at: place)
      case 3: row.insert(contentsOf: row.suffix(row.count - place), at: place)
      default: if place < row.count { row[place] = byte }
      }
    }
  }

  private static func time(_ random: inout SplitMix64) -> String {
    let time = 1_700_000_000_000_000_000 + Int64.random(in: 0..<1_000_000_000_000_000_000, using: &random)
    switch Int.random(in: 0..<24, using: &random) {
    case 0: return "\(time / 1_000)"
    case 1: return "\(time / 1_000_000)"
    case 2: return "\(time / 1_000_000_000)"
    case 3: return "\(random.next())"
    case 4: return String(digits(1...30, &random))
    case 5: return ["", "x", "-5", "2023-11-14T22:13:20Z", "2023-11-14", "17e17"].randomElement(using: &random)!
    default: return "\(time)"
    }
  }

  private static func symbol(_ random: inout SplitMix64) -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: ["", "A B", "BTC-PERPETUAL", "ABCDEFGHI", "Ω", " A"].randomElement(using: &random)!
    case 1: "S\(Int.random(in: 0..<500, using: &random))"
    default: ["AAPL", "GOOG", "MSFT", "AMZN", "A", "ABCDEFGH"].randomElement(using: &random)!
    }
  }

  private static func number(_ random: inout SplitMix64) -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: "-\(digits(1...4, &random)).\(digits(0...3, &random))"
    case 1: "\(digits(0...11, &random)).\(digits(0...12, &random))"
    case 2: "\(digits(1...3, &random))e\(Int.random(in: -12...12, using: &random))"
    case 3: digits(1...24, &random)
    case 4:
      ["", "0", "0.0", "-", ".", "nan", "1.2.3", " 5 ", "+7", "9223372036.854775807", "9223372036.854775808"]
        .randomElement(using: &random)!
    case 5: "0.\(String(repeating: "0", count: Int.random(in: 0...10, using: &random)))\(digits(1...2, &random))"
    default: "\(Int.random(in: 100...300, using: &random)).\(digits(2...2, &random))"
    }
  }

  private static func digits(_ count: ClosedRange<Int>, _ random: inout SplitMix64) -> String {
    String((0..<Int.random(in: count, using: &random)).map { _ in "0123456789".randomElement(using: &random)! })
  }
}
