/// What Swift has today: a value through an `AsyncStream` to a consumer that waits for each.
func asyncStream(_ count: Int) async -> Double {
  let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
  let clock = ContinuousClock()
  let start = clock.now
  let producer = Task {
    for n in 0..<count {
      continuation.yield(n)
      if n & 63 == 0 { await Task.yield() }
    }
    continuation.finish()
  }
  var sum = 0
  for await n in stream { sum &+= n }
  await producer.value
  precondition(sum != .min)
  return start.duration(to: clock.now) / .nanoseconds(1) / Double(count)
}
