import Generators
import Testing

/// Closing a delegator, and throwing `GeneratorExit` into it: the inner one is closed first, whatever it does then.
@Suite("The exit of a delegator")
struct DelegationExitTests {
  /// How the inner one meets the exit.
  enum Manner: CaseIterable, Sendable { case leaves, returns, fails, refuses }

  @Test(arguments: Manner.allCases)
  func `close closes the inner one first`(_ manner: Manner) throws {
    let log = Log()
    let outer = delegator(manner, log)
    try outer.start()
    switch manner {
    case .leaves, .returns:
      #expect(try outer.close() == nil)
      #expect(log.lines == ["inner exit", "outer GeneratorExit"])
    case .fails:
      #expect(throws: Fault.another) { try outer.close() }
      #expect(log.lines == ["inner exit", "outer another"])
    case .refuses:
      #expect(throws: CoroutineError(.ignoredExit)) { try outer.close() }
      #expect(log.lines == ["inner exit", "inner second exit", "outer ignoredExit"])
    }
    #expect(outer.state == .finished)
  }

  @Test(arguments: Manner.allCases)
  func `GeneratorExit thrown in closes the inner one and goes on as the error thrown`(_ manner: Manner) throws {
    let log = Log()
    let outer = delegator(manner, log)
    try outer.start()
    switch manner {
    case .leaves, .returns:
      #expect(throws: GeneratorExit()) { try outer.throw(GeneratorExit()) }
      #expect(log.lines == ["inner exit", "outer GeneratorExit"])
    case .fails:
      #expect(throws: Fault.another) { try outer.throw(GeneratorExit()) }
      #expect(log.lines == ["inner exit", "outer another"])
    case .refuses:
      #expect(throws: CoroutineError(.ignoredExit)) { try outer.throw(GeneratorExit()) }
      #expect(log.lines == ["inner exit", "inner second exit", "outer ignoredExit"])
    }
    #expect(outer.state == .finished)
  }

  @Test func `an inner one that is kept stays suspended where it refused to leave`() throws {
    let inner = Conversation { yield in
      do { try yield(1) } catch is GeneratorExit { try yield(2) }
      return "late"
    }
    let outer = Conversation { yield in try yield(from: inner) }
    try outer.start()
    #expect(throws: CoroutineError(.ignoredExit)) { try outer.close() }
    #expect(outer.state == .finished)
    #expect(inner.state == .suspended)
    #expect(try inner.send(0) == .returned("late"))
  }

  @Test func `an outer one may catch the exit after its inner one was closed, and return`() throws {
    let log = Log()
    let outer = Conversation { yield in
      do { return try yield(from: conversation(log)) } catch is GeneratorExit { return "outer's last words" }
    }
    try outer.start()
    #expect(try outer.close() == "outer's last words")
    #expect(log.lines == ["inner begins", "inner ends"])
  }

  @Test func `a chain is closed from the innermost out`() throws {
    let log = Log()
    func chain(_ depth: Int) -> Conversation {
      Conversation { yield in
        defer { log("\(depth)") }
        if depth == 0 { try yield(0) } else { return try yield(from: chain(depth - 1)) }
        return ""
      }
    }
    let outermost = chain(4)
    try outermost.start()
    try outermost.close()
    #expect(log.lines == ["0", "1", "2", "3", "4"])
  }

  private func delegator(_ manner: Manner, _ log: Log) -> Conversation {
    Conversation { yield in
      do { return try yield(from: inner(manner, log)) } catch {
        log("outer \((error as? CoroutineError).map { "\($0.code)" } ?? Self.name(error))")
        throw error
      }
    }
  }

  private static func name(_ error: any Error) -> String { error is GeneratorExit ? "GeneratorExit" : "another" }

  private func inner(_ manner: Manner, _ log: Log) -> Conversation {
    Conversation { yield in
      do { try yield(1) } catch is GeneratorExit {
        log("inner exit")
        switch manner {
        case .leaves: throw GeneratorExit()
        case .returns: return "inner's last words"
        case .fails: throw Fault.another
        case .refuses:
          do { try yield(2) } catch { log("inner second exit") }
        }
      }
      return ""
    }
  }
}
