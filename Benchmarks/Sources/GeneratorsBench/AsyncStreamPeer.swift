/// What Swift has today: a value through an `AsyncStream` to a consumer that waits for each.
func asyncStream(_ count: Int) async -> Double {
  var n = 0
  let stream = AsyncStream<Int> {
    n &+= 1
    return n
  }
  let clock = ContinuousClock()
  let start = clock.now
  var sum = 0
  var iterator = stream.makeAsyncIterator()
  for _ in 0..<count { sum &+= await iterator.next() ?? 0 }
  precondition(sum != .min)
  return start.duration(to: clock.now) / .nanoseconds(1) / Double(count)
}
