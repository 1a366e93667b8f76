import Foundation

/// One line of a trace file: a generator program, how it was driven, and what CPython did.
struct TraceProgram {
  let id: String
  let body: [TraceStatement]
  let operations: [TraceOperation]
  let results: [TraceOutcome]
  let events: [TraceEvent]
  let finished: Bool
  let python: String
}

/// A statement of a body; the raw value is its name in the file.
indirect enum TraceStatement {
  case yield(Int)
  case emit(Int)
  case raise(String)
  case `return`(Int)
  case loop(Int, [TraceStatement])
  case leave(LoopExit)
  case ifReceivedAbove(Int, [TraceStatement], [TraceStatement])
  case `try`([TraceStatement], handlers: [(name: String, block: [TraceStatement])], final: [TraceStatement])
  case delegate([TraceStatement])
  case reenter

  enum LoopExit: String {
    case `break`
    case `continue`
  }
}

/// What the driver does.
enum TraceOperation: Equatable {
  case next
  case send(Int)
  case `throw`(String)
  case close
}

/// What an operation led to, and how many events had been logged by then.
struct TraceOutcome: Equatable {
  enum Kind: Equatable {
    case yielded(Int)
    case returned(Int?)
    case raised(String)
    case closed
  }

  let kind: Kind
  let eventCount: Int
}

/// A side effect of a body.
enum TraceEvent: Equatable {
  case emitted(Int)
  case got(Int?)
  case note(String)
}

extension TraceProgram {
  /// Reads a file of one program a line.
  static func read(_ url: URL) throws -> [TraceProgram] {
    try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map { line in
      try TraceProgram(json: JSONSerialization.jsonObject(with: line))
    }
  }

  private init(json: Any) throws {
    let fields = try cast(json, to: [String: Any].self)
    id = try cast(fields["id"], to: String.self)
    body = try block(fields["body"])
    operations = try list(fields["ops"]).map(TraceOperation.init(json:))
    results = try list(fields["results"]).map(TraceOutcome.init(json:))
    events = try list(fields["events"]).map(TraceEvent.init(json:))
    finished = try cast(fields["finished"], to: Bool.self)
    python = try cast(fields["python"], to: String.self)
  }
}

extension TraceStatement {
  fileprivate init(json: Any) throws {
    let parts = try list(json)
    let name = try cast(parts.first, to: String.self)
    self =
      switch name {
      case "yield": .yield(try cast(parts[1], to: Int.self))
      case "emit": .emit(try cast(parts[1], to: Int.self))
      case "raise": .raise(try cast(parts[1], to: String.self))
      case "return": .return(try cast(parts[1], to: Int.self))
      case "loop": .loop(try cast(parts[1], to: Int.self), try block(parts[2]))
      case "break": .leave(.break)
      case "continue": .leave(.continue)
      case "if_received_above":
        .ifReceivedAbove(try cast(parts[1], to: Int.self), try block(parts[2]), try block(parts[3]))
      case "try":
        .try(
          try block(parts[1]),
          handlers: try list(parts[2]).map { pair in
            let pair = try list(pair)
            return (try cast(pair[0], to: String.self), try block(pair[1]))
          },
          final: try block(parts[3]))
      case "delegate": .delegate(try block(parts[1]))
      case "reenter": .reenter
      default: throw MalformedTrace(what: "statement \(name)")
      }
  }
}

extension TraceOperation {
  fileprivate init(json: Any) throws {
    let parts = try list(json)
    self =
      switch try cast(parts.first, to: String.self) {
      case "next": .next
      case "send": .send(try cast(parts[1], to: Int.self))
      case "throw": .throw(try cast(parts[1], to: String.self))
      case "close": .close
      case let name: throw MalformedTrace(what: "operation \(name)")
      }
  }
}

extension TraceOutcome {
  fileprivate init(json: Any) throws {
    let parts = try list(json)
    kind =
      switch try cast(parts.first, to: String.self) {
      case "yield": .yielded(try cast(parts[1], to: Int.self))
      case "return": .returned(parts[1] as? Int)
      case "raise": .raised(try cast(parts[1], to: String.self))
      case "closed": .closed
      case let name: throw MalformedTrace(what: "result \(name)")
      }
    eventCount = try cast(parts.last, to: Int.self)
  }
}

extension TraceEvent {
  fileprivate init(json: Any) throws {
    let parts = try list(json)
    self =
      switch try cast(parts.first, to: String.self) {
      case "emit": .emitted(try cast(parts[1], to: Int.self))
      case "got": .got(parts[1] as? Int)
      case let text: .note(text)
      }
  }
}

/// A trace file that does not have the form it should have.
struct MalformedTrace: Error {
  let what: String
}

private func block(_ json: Any?) throws -> [TraceStatement] { try list(json).map(TraceStatement.init(json:)) }

private func list(_ json: Any?) throws -> [Any] { try cast(json, to: [Any].self) }

private func cast<Value>(_ json: Any?, to type: Value.Type) throws -> Value {
  guard let value = json as? Value else {
    throw MalformedTrace(what: "\(String(describing: json)) is no \(type)")
  }
  return value
}
