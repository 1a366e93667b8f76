import TicklineMarkets

/// Decimal numbers as rows of digits: the schoolbook's way, slow and independent of the way under test.
struct LongDecimal {
  var isNegative: Bool
  var whole: [Int]
  var fraction: [Int]

  /// The number `digits` with the point before `fraction`, moved by `exponent` places.
  init(isNegative: Bool, whole: [Int], fraction: [Int], exponent: Int) {
    self.isNegative = isNegative
    self.whole = whole
    self.fraction = fraction
    for _ in 0..<max(0, exponent) { self.whole.append(self.fraction.isEmpty ? 0 : self.fraction.removeFirst()) }
    for _ in 0..<max(0, -exponent) { self.fraction.insert(self.whole.popLast() ?? 0, at: 0) }
  }

  /// The number times 1e9, cut or rounded half to even.
  func nanos(rounding: Bool) -> Result<Int64, NumberFault> {
    let padded = fraction + Array(repeating: 0, count: 9)
    let excess = padded[9...]
    let digits = Array((whole + padded[..<9]).drop { $0 == 0 })
    guard digits.count <= 30 else { return .failure(.tooLarge) }
    var units = digits.reduce(Int128(0)) { $0 * 10 + Int128($1) }
    guard units <= Int128(Int64.max) else { return .failure(.tooLarge) }
    if excess.contains(where: { $0 != 0 }) {
      guard rounding else { return .failure(.tooFine) }
      let half = [5] + Array(repeating: 0, count: excess.count - 1)
      let isAboveHalf = half.lexicographicallyPrecedes(excess)
      if isAboveHalf || half == Array(excess) && units % 2 == 1 { units += 1 }
    }
    guard let magnitude = Int64(exactly: units) else { return .failure(.tooLarge) }
    return .success(isNegative ? -magnitude : magnitude)
  }
}

/// The plain decimal form of `units` of `10^-scale`, made by moving characters about.
func plainDecimal(_ units: Int128, scale: Int, minimumFractionDigits: Int) -> String {
  var digits = Array(String(units.magnitude))
  while digits.count <= scale { digits.insert("0", at: 0) }
  let whole = String(digits.dropLast(scale))
  var fraction = Array(digits.suffix(scale))
  while fraction.count > minimumFractionDigits, fraction.last == "0" { fraction.removeLast() }
  while fraction.count < minimumFractionDigits { fraction.append("0") }
  return (units < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + String(fraction))
}
