import Generators

/// The coroutines that the programs of a trace file become: nil is sent by `next`.
typealias TraceCoroutine = Coroutine<Int?, Int, Int?>

/// How a body delegates: the library's own way, or, to prove that the harness bites, a broken one.
typealias TraceDelegation = (TraceCoroutine.Yield, TraceCoroutine) throws -> Int?

/// Runs the statements of a program inside coroutines of the library and logs their side effects.
///
/// It knows nothing of generators: what is running, suspended or ended, where a value or an error goes, is all the
/// library's work.
final class TraceInterpreter {
  private(set) var events: [TraceEvent] = []
  private let delegation: TraceDelegation
  private weak var top: TraceCoroutine?

  init(delegation: @escaping TraceDelegation) { self.delegation = delegation }

  /// The coroutine that the driver holds. Its body resumes it from inside, where a program says so.
  func makeTop(_ body: [TraceStatement]) -> TraceCoroutine {
    let coroutine = make(body)
    top = coroutine
    return coroutine
  }

  private func make(_ body: [TraceStatement]) -> TraceCoroutine {
    TraceCoroutine { yield in
      var received = 0
      if case .return(let result) = try self.run(body, &received, yield) { return result }
      return nil
    }
  }

  /// How a block ends.
  private enum Flow {
    case falls
    case leaves(TraceStatement.LoopExit)
    case `return`(Int)
  }

  private func run(
    _ block: [TraceStatement], _ received: inout Int, _ yield: TraceCoroutine.Yield
  ) throws -> Flow {
    for statement in block {
      let flow = try run(statement, &received, yield)
      guard case .falls = flow else { return flow }
    }
    return .falls
  }

  private func run(
    _ statement: TraceStatement, _ received: inout Int, _ yield: TraceCoroutine.Yield
  ) throws -> Flow {
    switch statement {
    case .yield(let value): received = got(try yield(value))
    case .delegate(let body): received = got(try delegation(yield, make(body)))
    case .emit(let number): events.append(.emitted(number))
    case .raise(let name): throw try traceError(named: name)
    case .return(let value): return .return(value)
    case .leave(let exit): return .leaves(exit)
    case .reenter: reenter()
    case .ifReceivedAbove(let bound, let above, let below):
      return try run(received > bound ? above : below, &received, yield)
    case .loop(let count, let body):
      for _ in 0..<count {
        switch try run(body, &received, yield) {
        case .falls, .leaves(.continue): continue
        case .leaves(.break): return .falls
        case .return(let value): return .return(value)
        }
      }
    case .try(let body, let handlers, let final):
      let flow = Result { try self.handle(body, handlers, &received, yield) }
      if !final.isEmpty {
        events.append(.note("finally"))
        let finalFlow = try run(final, &received, yield)
        guard case .falls = finalFlow else { throw MalformedTrace(what: "a finally block that leaves") }
      }
      return try flow.get()
    }
    return .falls
  }

  private func handle(
    _ body: [TraceStatement], _ handlers: [(name: String, block: [TraceStatement])], _ received: inout Int,
    _ yield: TraceCoroutine.Yield
  ) throws -> Flow {
    do {
      return try run(body, &received, yield)
    } catch {
      guard let handler = handlers.first(where: { handles($0.name, error) }) else { throw error }
      events.append(.note("caught \(handler.name)"))
      return try run(handler.block, &received, yield)
    }
  }

  private func got(_ value: Int?) -> Int {
    events.append(.got(value))
    return value ?? 0
  }

  private func reenter() {
    do { try top?.next() } catch let error as CoroutineError where error.code == .alreadyRunning {
      events.append(.note("already executing"))
    } catch { events.append(.note("\(error)")) }
  }
}
