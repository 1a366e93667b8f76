extension DecimalShape {
  /// What stands behind the digits kept, against half a unit of the last of them.
  private enum Excess {
    case none, belowHalf, half, aboveHalf
  }

  /// The number times `10^fractionDigits`.
  ///
  /// - Parameter bytes: The text this shape was scanned from.
  /// - Throws: `tooLarge`, `tooFine`.
  func value(
    in bytes: Span<UInt8>, fractionDigits: Int, roundingExcessDigits: Bool
  ) throws(NumberFault) -> Int64 {
    guard firstDigit < digitsEnd else { return 0 }
    let keptCount = wholeDigits + fractionDigits
    // The first digit is not zero, so twenty digits are at least 1e19.
    guard keptCount <= 19 else { throw .tooLarge }

    var magnitude: UInt64 = 0  // Nineteen digits are below 1e19, which fits.
    var takenCount = 0
    var index = firstDigit
    while takenCount < keptCount, index < digitsEnd {
      if let digit = bytes[index].decimalDigit {
        magnitude = magnitude * 10 + UInt64(digit)
        takenCount += 1
      }
      index += 1
    }
    while takenCount < keptCount {
      magnitude *= 10
      takenCount += 1
    }
    guard magnitude <= UInt64(Int64.max) else { throw .tooLarge }

    let excess = keptCount < 0 ? .belowHalf : self.excess(in: bytes, from: index)
    if excess != .none {
      guard roundingExcessDigits else { throw .tooFine }
      let isOdd = magnitude % 2 == 1
      if excess == .aboveHalf || excess == .half && isOdd { magnitude += 1 }
      guard magnitude <= UInt64(Int64.max) else { throw .tooLarge }
    }
    return isNegative ? -Int64(magnitude) : Int64(magnitude)
  }

  /// Weighs the digits from `start` on, the first of which is worth a tenth of a unit.
  private func excess(in bytes: Span<UInt8>, from start: Int) -> Excess {
    var leading: UInt8?
    var hasMore = false
    for index in start..<digitsEnd {
      guard let digit = bytes[index].decimalDigit else { continue }
      if leading == nil { leading = digit } else if digit != 0 { hasMore = true }
    }
    guard let leading else { return .none }
    if leading == 0, !hasMore { return .none }
    if leading == 5 { return hasMore ? .aboveHalf : .half }
    return leading < 5 ? .belowHalf : .aboveHalf
  }
}
