import Generators

extension TraceProgram {
  /// Runs the program on the library. Nil where it did what CPython did; else what differs.
  func difference(delegation: @escaping TraceDelegation) -> String? {
    let interpreter = TraceInterpreter(delegation: delegation)
    let coroutine = interpreter.makeTop(body)
    // A reference may end at its last use; closing the coroutine would log events.
    return withExtendedLifetime(coroutine) {
      for (index, operation) in operations.enumerated() {
        let kind = drive(coroutine, operation)
        let outcome = TraceOutcome(kind: kind, eventCount: interpreter.events.count)
        if outcome != results[index] {
          return "operation \(index + 1), \(operation): \(outcome), and CPython: \(results[index])"
        }
      }
      if interpreter.events != events { return "events \(interpreter.events), and CPython: \(events)" }
      if (coroutine.state == .finished) != finished {
        return "state \(coroutine.state), and CPython: \(finished ? "finished" : "not finished")"
      }
      return nil
    }
  }

  private func drive(_ coroutine: TraceCoroutine, _ operation: TraceOperation) -> TraceOutcome.Kind {
    do {
      let step: Step<Int, Int?>
      switch operation {
      case .next: step = try coroutine.next()
      case .send(let value): step = try coroutine.send(value)
      case .throw(let name): step = try coroutine.throw(traceError(named: name))
      case .close:
        try coroutine.close()
        return .closed
      }
      switch step {
      case .yielded(let value): return .yielded(value)
      case .returned(let value): return .returned(value)
      }
    } catch CoroutineError(.finished) as CoroutineError {
      return .returned(nil)
    } catch {
      return .raised(pythonName(of: error))
    }
  }
}
