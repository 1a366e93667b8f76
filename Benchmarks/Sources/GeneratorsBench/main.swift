// One measure of Generators a run: `GeneratorsBench MEASURE COUNT` prints nanoseconds for each operation, or bytes.
// From another package, through the public interface. The peers in Benchmarks/Peers do the same work.
import Generators

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Nanoseconds for each of `count` operations.
func nanoseconds(_ count: Int, _ work: () -> Int) -> Double {
  let clock = ContinuousClock()
  var result = 0
  let elapsed = clock.measure { result = work() }
  precondition(result != .min)  // The result is used, so the work can't be left out.
  return elapsed / .nanoseconds(1) / Double(count)
}

func naturals() -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    var n = 0
    while true {
      try yield(n)
      n &+= 1
    }
  }
}

/// The tutorial's class-based iterator, without an end.
final class Naturals: Sequence, IteratorProtocol {
  private var n = 0
  func next() -> Int? {
    n &+= 1
    return n
  }
}

func next(_ count: Int) -> Double {
  let generator = naturals()
  return nanoseconds(count) {
    var sum = 0
    for _ in 0..<count { sum &+= generator.next() ?? 0 }
    return sum
  }
}

func send(_ count: Int) throws -> Double {
  let coroutine = Coroutine<Int, Int, Void> { yield in
    var value = 0
    while true { value = try yield(value &+ 1) }
  }
  try coroutine.start()
  return try nanoseconds(count) {
    var sum = 0
    for n in 0..<count { sum &+= (try? coroutine.send(n).output) ?? 0 }
    return sum
  }
}

func loop(_ count: Int) -> Double {
  let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
    for n in 0..<count { try yield(n) }
  }
  return nanoseconds(count) {
    var sum = 0
    for n in generator { sum &+= n }
    return sum
  }
}

func create(_ count: Int) -> Double {
  nanoseconds(count) {
    var sum = 0
    for n in 0..<count {
      for value in Generator<Int, Never>({ yield throws(GeneratorExit) in try yield(n) }) { sum &+= value }
    }
    return sum
  }
}

func nested(depth: Int) -> Generator<Int, Never> {
  depth == 1 ? naturals() : Generator { yield throws(GeneratorExit) in try yield(from: nested(depth: depth - 1)) }
}

func delegation(depth: Int, _ count: Int) -> Double {
  let generator = nested(depth: depth)
  _ = generator.next()
  return nanoseconds(count) {
    var sum = 0
    for _ in 0..<count { sum &+= generator.next() ?? 0 }
    return sum
  }
}

func pipeline(_ source: some Sequence<Int>, _ count: Int) -> Double {
  var evens = source.lazy.filter { $0 & 1 == 0 }.map { $0 &* 3 }.makeIterator()
  return nanoseconds(count) {
    var sum = 0
    for _ in 0..<count / 2 { sum &+= evens.next() ?? 0 }
    return sum
  }
}

func inTurn(_ generators: Int, _ count: Int) -> Double {
  let all = (0..<generators).map { _ in naturals() }
  for generator in all { _ = generator.next() }
  return nanoseconds(count) {
    var sum = 0
    for _ in 0..<max(count / generators, 1) {
      for generator in all { sum &+= generator.next() ?? 0 }
    }
    return sum
  }
}

let measure = CommandLine.arguments.dropFirst().first ?? "next"
let count = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1_000_000
let result: Double? =
  switch measure {
  case "next": next(count)
  case "send": try send(count)
  case "loop": loop(count)
  case "create": create(count)
  case "depth1": delegation(depth: 1, count)
  case "depth1000": delegation(depth: 1_000, count)
  case "lazy": pipeline(naturals(), count)
  case "lazyClass": pipeline(Naturals(), count)
  case "turn10000": inTurn(10_000, count)
  case "bytes": residentBytesEach(count)
  case "asyncStream": await asyncStream(count)
  default: nil
  }
guard let result else { fatalError("no measure is called \(measure)") }
print(result)
