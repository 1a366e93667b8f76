import Generators
import Testing

/// Libraries of databases lend a connection to a closure, `read { }` or `write { }`, and take it back at the closure's end.
/// This is one in small.
@Suite("A lent connection across a yield")
struct BorrowedConnectionTests {
  @Test func `it stays lent while the body waits: nobody else can write`() throws {
    let database = Database(rows: [1, 2, 3])
    let generator = database.rowsInsideRead()
    #expect(try generator.next() == 1)
    #expect(throws: Database.Busy.self) { try database.write { $0.append(4) } }
    try generator.close()
    try database.write { $0.append(4) }
    #expect(try all(of: database.rowsInsideRead()) == [1, 2, 3, 4])
  }

  @Test func `dropping the generator gives it back`() throws {
    let database = Database(rows: [1, 2, 3])
    do {
      let generator = database.rowsInsideRead()
      _ = try generator.next()
      withExtendedLifetime(generator) {}
    }
    try database.write { $0.append(4) }
  }

  @Test func `a cursor of the body's own does not need it`() throws {
    let database = Database(rows: [1, 2, 3])
    let generator = database.rowsByCursor()
    #expect(try generator.next() == 1)
    try database.write { $0.append(4) }
    #expect(try all(of: generator) == [2, 3, 4])
  }
}

private func all(of generator: Generator<Int, any Error>) throws -> [Int] {
  var all: [Int] = []
  while let element = try generator.next() { all.append(element) }
  return all
}

private final class Database {
  struct Busy: Error {}

  private var rows: [Int]
  private var readers = 0

  init(rows: [Int]) { self.rows = rows }

  func read<Result>(_ use: ([Int]) throws -> Result) rethrows -> Result {
    readers += 1
    defer { readers -= 1 }
    return try use(rows)
  }

  func write(_ change: (inout [Int]) -> Void) throws {
    if readers > 0 { throw Busy() }
    change(&rows)
  }

  func rowsInsideRead() -> Generator<Int, any Error> {
    Generator { yield in try self.read { rows in for row in rows { try yield(row) } } }
  }

  func rowsByCursor() -> Generator<Int, any Error> {
    Generator { yield in
      var index = 0
      while let row = self.read({ $0.dropFirst(index).first }) {
        try yield(row)
        index += 1
      }
    }
  }
}
