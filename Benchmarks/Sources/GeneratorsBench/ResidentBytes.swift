import Generators

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Resident bytes of the process. Source: proc(5), statm.
private func residentBytes() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var bytes = [CChar](repeating: 0, count: 128)
  guard fgets(&bytes, 128, file) != nil else { return 0 }
  let fields = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self).split(separator: " ")
  return (Int(fields[1]) ?? 0) * Int(getpagesize())
}

/// Counts the `defer` blocks that have run.
private final class Ended {
  var count = 0
}

/// What each of `count` generators that have yielded once keeps in memory. All are alive at once; then they are dropped,
/// and every `defer` must have run.
func residentBytesEach(_ count: Int) -> Double {
  let ended = Ended()
  var all: [Generator<Int, Never>] = []
  all.reserveCapacity(count)
  let before = residentBytes()
  for number in 0..<count {
    let generator = Generator<Int, Never> { yield throws(GeneratorExit) in
      defer { ended.count += 1 }
      try yield(number)
    }
    precondition(generator.next() == number)
    all.append(generator)
  }
  let each = Double(residentBytes() - before) / Double(count)
  all = []
  precondition(ended.count == count, "\(count - ended.count) defer blocks have not run")
  return each
}
