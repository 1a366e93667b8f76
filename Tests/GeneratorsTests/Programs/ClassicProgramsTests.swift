import Generators
import Testing

/// Programs that generators are known for: recursion, nesting, search.
@Suite("Classic programs")
struct ClassicProgramsTests {
  @Test func `a tree is walked in order by a function in the body that calls itself`() {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map(String.init)
    #expect(Array(inOrder(Tree(letters[...]))) == letters)
  }

  @Test func `a tree is walked in order by delegation, a generator for each node`() {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map(String.init)
    #expect(Array(delegatingInOrder(Tree(letters[...]))) == letters)
  }

  @Test func `a walk that is left half-way unwinds every level`() throws {
    let log = Log()
    let walk = Generator<Int, Never> { yield throws(GeneratorExit) in
      func visit(_ low: Int, _ high: Int) throws(GeneratorExit) {
        guard low < high else { return }
        defer { log("left \(low)..<\(high)") }
        let middle = (low + high) / 2
        try visit(low, middle)
        try yield(middle)
        try visit(middle + 1, high)
      }
      try visit(0, 7)
    }
    #expect(Array(walk.prefix(3)) == [0, 1, 2])
    try walk.close()
    #expect(log.lines == ["left 0..<1", "left 2..<3", "left 0..<3", "left 0..<7"])
  }

  @Test func `a sieve of nested generators finds the first twenty primes`() {
    func integers(from first: Int) -> Generator<Int, Never> {
      Generator { yield throws(GeneratorExit) in try yield(from: first...) }
    }
    func sieve(_ numbers: Generator<Int, Never>) -> Generator<Int, Never> {
      Generator { yield throws(GeneratorExit) in
        guard let prime = numbers.next() else { return }
        try yield(prime)
        let rest = Generator<Int, Never> { yield throws(GeneratorExit) in
          while let number = numbers.next() { if number % prime != 0 { try yield(number) } }
        }
        try yield(from: sieve(rest))
      }
    }
    let primes = Array(sieve(integers(from: 2)).prefix(20))
    #expect(primes == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71])
  }

  @Test func `eight queens stand in ninety-two ways`() {
    func queens(_ size: Int, _ placed: [Int]) -> Generator<[Int], Never> {
      Generator { yield throws(GeneratorExit) in
        if placed.count == size { try yield(placed) }
        for column in 0..<size where placed.count < size {
          let isFree = placed.enumerated().allSatisfy { row, other in
            other != column && abs(other - column) != placed.count - row
          }
          if isFree { try yield(from: queens(size, placed + [column])) }
        }
      }
    }
    var count = 0
    for board in queens(8, []) {
      if count == 0 { #expect(board == [0, 4, 7, 5, 2, 6, 1, 3]) }
      count += 1
    }
    #expect(count == 92)
  }

  @Test func `permutations come in order and any number of them can be left`() {
    func permutations(_ items: [Int]) -> Generator<[Int], Never> {
      Generator { yield throws(GeneratorExit) in
        if items.isEmpty { try yield([]) }
        for index in items.indices {
          var rest = items
          let first = rest.remove(at: index)
          for tail in permutations(rest) { try yield([first] + tail) }
        }
      }
    }
    #expect(Array(permutations([1, 2, 3]).prefix(4)) == [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1]])
    #expect(permutations([1, 2, 3, 4, 5]).reduce(0) { count, _ in count + 1 } == 120)
  }

  @Test func `two bodies talk to each other through their consumer`() throws {
    func player(_ name: String) -> Coroutine<String, String, Int> {
      Coroutine { yield in
        var heard = try yield("\(name) serves")
        var count = 0
        while heard != "stop" {
          count += 1
          heard = try yield("\(name) returns \(heard)")
        }
        return count
      }
    }
    let (ping, pong) = (player("ping"), player("pong"))
    try ping.start()
    try pong.start()
    var ball = "1"
    for round in 2...5 {
      _ = try #require(try ping.send(ball).output)
      _ = try #require(try pong.send(ball).output)
      ball = "\(round)"
    }
    #expect(try ping.send("stop").result == 4)
    #expect(try pong.send("stop").result == 4)
  }
}

private indirect enum Tree {
  case empty
  case node(Tree, String, Tree)

  init(_ labels: ArraySlice<String>) {
    guard !labels.isEmpty else {
      self = .empty
      return
    }
    let middle = (labels.startIndex + labels.endIndex) / 2
    self = .node(Tree(labels[..<middle]), labels[middle], Tree(labels[(middle + 1)...]))
  }
}

private func inOrder(_ tree: Tree) -> Generator<String, Never> {
  Generator { yield throws(GeneratorExit) in
    func visit(_ tree: Tree) throws(GeneratorExit) {
      guard case .node(let left, let label, let right) = tree else { return }
      try visit(left)
      try yield(label)
      try visit(right)
    }
    try visit(tree)
  }
}

private func delegatingInOrder(_ tree: Tree) -> Generator<String, Never> {
  Generator { yield throws(GeneratorExit) in
    guard case .node(let left, let label, let right) = tree else { return }
    try yield(from: delegatingInOrder(left))
    try yield(label)
    try yield(from: delegatingInOrder(right))
  }
}
