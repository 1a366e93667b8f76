internal import TicklineMarkets

/// The last so many prices, oldest first: what a bot's averages are taken of.
struct Closes {
  private(set) var prices: [Price] = []
  let capacity: Int

  init(keeping capacity: Int) { self.capacity = capacity }

  var isFull: Bool { prices.count == capacity }

  mutating func add(_ price: Price) {
    if isFull { prices.removeFirst() }
    prices.append(price)
  }

  /// The sum of the last so many prices, in units of 1e-9.
  func sum(ofLast count: Int) -> Int128 { prices.suffix(count).reduce(0) { $0 + Int128($1.nanos) } }

  /// Whether the average of the last `count` prices is above that of all, exactly.
  func isAverageAbove(ofLast count: Int) -> Bool {
    sum(ofLast: count) * Int128(prices.count) > sum(ofLast: prices.count) * Int128(count)
  }
}

/// The last so many numbers: how far the newest is from their mean, in standard deviations.
struct Deviations {
  private var numbers: [Double] = []
  private let capacity: Int

  init(keeping capacity: Int) { self.capacity = capacity }

  var isFull: Bool { numbers.count == capacity }

  mutating func add(_ number: Double) {
    if isFull { numbers.removeFirst() }
    numbers.append(number)
  }

  /// The newest number's distance from the mean of all, in their standard deviations (of the whole, not of a sample); 0
  /// where all are the same.
  var score: Double {
    guard let last = numbers.last else { return 0 }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
    return variance > 0 ? (last - mean) / variance.squareRoot() : 0
  }
}
