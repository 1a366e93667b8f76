import Generators
import Testing

/// Every operation in every state, as a table.
@Suite("Coroutine, state by state")
struct CoroutineStateTests {
  @Test(arguments: Row.table)
  func `an operation does in each state what the table says`(_ row: Row) throws {
    let log = Log()
    let holder = Holder<Conversation>()
    let coroutine = row.place == .delegating ? delegating(log) : conversation(log, row.act, holder)
    holder.content = coroutine
    defer { holder.content = nil }
    switch row.place {
    case .created: break
    case .suspended, .delegating, .running: try coroutine.start()
    case .finished: try coroutine.close()
    }
    let outcome: Outcome
    if row.place == .running {
      try coroutine.send(-1)
      outcome = try #require(Outcome(log.lines.last ?? ""))
    } else {
      outcome = Outcome(of: row.act, on: coroutine)
      #expect(coroutine.state == row.after)
    }
    #expect(outcome == row.outcome)
  }

  @Test func `a running coroutine says so`() throws {
    let holder = Holder<Conversation>()
    let coroutine = Conversation { yield in
      #expect(holder.content?.state == .running)
      try yield(1)
      #expect(holder.content?.state == .running)
      return ""
    }
    holder.content = coroutine
    #expect(coroutine.state == .created)
    try coroutine.start()
    #expect(coroutine.state == .suspended)
    try coroutine.send(0)
    #expect(coroutine.state == .finished)
    holder.content = nil
  }
}

typealias Conversation = Coroutine<Int, Int, String>

/// Where the coroutine is when something is done to it.
enum Place: Sendable { case created, running, suspended, delegating, finished }

enum Act: CaseIterable, Sendable { case start, send, throwFault, throwExit, close }

enum Outcome: Equatable, Sendable {
  case yielded(Int)
  case returned(String)
  case fault
  case exit
  case misuse(CoroutineError.Code)
  case closed(String?)

  init(of act: Act, on coroutine: Conversation) {
    do {
      let step: Step<Int, String>
      switch act {
      case .start: step = try coroutine.start()
      case .send: step = try coroutine.send(5)
      case .throwFault: step = try coroutine.throw(Fault.wrongTick)
      case .throwExit: step = try coroutine.throw(GeneratorExit())
      case .close:
        self = .closed(try coroutine.close())
        return
      }
      switch step {
      case .yielded(let value): self = .yielded(value)
      case .returned(let value): self = .returned(value)
      }
    } catch let error as CoroutineError {
      self = .misuse(error.code)
    } catch {
      self = error is GeneratorExit ? .exit : .fault
    }
  }

  /// What a body wrote into the log about itself.
  init?(_ line: String) {
    switch line {
    case "\(Outcome.misuse(.alreadyRunning))": self = .misuse(.alreadyRunning)
    case "\(Outcome.misuse(.alreadyStarted))": self = .misuse(.alreadyStarted)
    default: return nil
    }
  }
}

struct Row: Sendable {
  let place: Place
  let act: Act
  let outcome: Outcome
  let after: CoroutineState

  static let table: [Row] = [
    Row(place: .created, act: .start, outcome: .yielded(1), after: .suspended),
    Row(place: .created, act: .send, outcome: .misuse(.notStarted), after: .created),
    Row(place: .created, act: .throwFault, outcome: .fault, after: .finished),
    Row(place: .created, act: .throwExit, outcome: .exit, after: .finished),
    Row(place: .created, act: .close, outcome: .closed(nil), after: .finished),
    Row(place: .running, act: .start, outcome: .misuse(.alreadyRunning), after: .running),
    Row(place: .running, act: .send, outcome: .misuse(.alreadyRunning), after: .running),
    Row(place: .running, act: .throwFault, outcome: .misuse(.alreadyRunning), after: .running),
    Row(place: .running, act: .throwExit, outcome: .misuse(.alreadyRunning), after: .running),
    Row(place: .running, act: .close, outcome: .misuse(.alreadyRunning), after: .running),
    Row(place: .suspended, act: .start, outcome: .misuse(.alreadyStarted), after: .suspended),
    Row(place: .suspended, act: .send, outcome: .yielded(10), after: .suspended),
    Row(place: .suspended, act: .throwFault, outcome: .fault, after: .finished),
    Row(place: .suspended, act: .throwExit, outcome: .exit, after: .finished),
    Row(place: .suspended, act: .close, outcome: .closed(nil), after: .finished),
    Row(place: .delegating, act: .start, outcome: .misuse(.alreadyStarted), after: .suspended),
    Row(place: .delegating, act: .send, outcome: .yielded(10), after: .suspended),
    Row(place: .delegating, act: .throwFault, outcome: .fault, after: .finished),
    Row(place: .delegating, act: .throwExit, outcome: .exit, after: .finished),
    Row(place: .delegating, act: .close, outcome: .closed(nil), after: .finished),
    Row(place: .finished, act: .start, outcome: .misuse(.finished), after: .finished),
    Row(place: .finished, act: .send, outcome: .misuse(.finished), after: .finished),
    Row(place: .finished, act: .throwFault, outcome: .fault, after: .finished),
    Row(place: .finished, act: .throwExit, outcome: .exit, after: .finished),
    Row(place: .finished, act: .close, outcome: .closed(nil), after: .finished),
  ]
}

/// Yields 1, then twice what it is sent; sent -1, it does `act` to itself and logs what that led to.
private func conversation(_ log: Log, _ act: Act, _ holder: Holder<Conversation>) -> Conversation {
  Conversation { yield in
    var received = try yield(1)
    while received > 0 { received = try yield(2 * received) }
    if let own = holder.content { log("\(Outcome(of: act, on: own))") }
    return "left"
  }
}

private func delegating(_ log: Log) -> Conversation {
  Conversation { yield in try yield(from: conversation(log, .start, Holder())) }
}
