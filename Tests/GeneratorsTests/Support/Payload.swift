/// A kind of value that crosses a switch, of which one part is counted.
protocol Payload {
  init(_ number: Int, _ lifetimes: Lifetimes)
  var number: Int { get }
}

/// A class reference.
struct ReferencePayload: Payload {
  let object: Tracked
  init(_ number: Int, _ lifetimes: Lifetimes) { object = lifetimes.make(number) }
  var number: Int { object.number }
}

/// A string too long to lie inside its two words.
struct TextPayload: Payload {
  let text: String
  let object: Tracked
  init(_ number: Int, _ lifetimes: Lifetimes) {
    text = "the number that this string of some length carries is \(number)"
    object = lifetimes.make(number)
  }
  var number: Int { Int(text.split(separator: " ").last!)! }
}

/// Several hundred bytes.
struct BigPayload: Payload {
  let words: InlineArray<80, Int>
  let object: Tracked
  init(_ number: Int, _ lifetimes: Lifetimes) {
    words = InlineArray { number + $0 }
    object = lifetimes.make(number)
  }
  var number: Int { words[79] - 79 == words[0] ? words[0] : -1 }
}

/// More than the standard library puts on the stack.
struct HugePayload: Payload {
  let words: InlineArray<400, Int>
  let object: Tracked
  init(_ number: Int, _ lifetimes: Lifetimes) {
    words = InlineArray { number + $0 }
    object = lifetimes.make(number)
  }
  var number: Int { words[399] - 399 == words[0] ? words[0] : -1 }
}

/// An optional of an optional, as an enum's payload.
enum NestedPayload: Payload {
  case some(Int, Tracked??)
  init(_ number: Int, _ lifetimes: Lifetimes) { self = .some(number, .some(.some(lifetimes.make(number)))) }
  var number: Int {
    guard case .some(let number, .some(.some(let object))) = self, object.number == number else { return -1 }
    return number
  }
}

/// An existential box.
struct BoxedPayload: Payload {
  let content: any Payload
  init(_ number: Int, _ lifetimes: Lifetimes) { content = BigPayload(number, lifetimes) }
  var number: Int { content.number }
}

/// An error that carries a payload.
struct PayloadError<Content: Payload>: Error {
  // Made and used by one test alone.
  nonisolated(unsafe) let content: Content
  init(_ content: Content) { unsafe self.content = content }
  var number: Int { unsafe content.number }
}

/// Names the kinds for a test's arguments.
enum PayloadKind: CaseIterable, Sendable {
  case reference, text, big, huge, nested, boxed

  var type: any Payload.Type {
    switch self {
    case .reference: ReferencePayload.self
    case .text: TextPayload.self
    case .big: BigPayload.self
    case .huge: HugePayload.self
    case .nested: NestedPayload.self
    case .boxed: BoxedPayload.self
    }
  }
}
