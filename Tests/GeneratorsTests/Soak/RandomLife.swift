import Generators

/// Makes random bodies, drives them at random and drops them somewhere on their way. Everything that crosses a switch, and
/// something in every frame, is counted by `lifetimes`.
struct RandomLife {
  typealias Body = Coroutine<Tracked, Tracked, Tracked>

  let lifetimes: Lifetimes
  var random: SplitMix

  init(seed: UInt64, _ lifetimes: Lifetimes) {
    self.lifetimes = lifetimes
    random = SplitMix(state: seed)
  }

  /// One that has not started.
  mutating func make(depth: Int = 3) -> Body {
    let (lifetimes, seed) = (lifetimes, random.next())
    return Body { yield in
      let held = lifetimes.make()
      defer { withExtendedLifetime(held) {} }
      var life = RandomLife(seed: seed, lifetimes)
      var last = lifetimes.make()
      for _ in 0..<life.random.below(6) { last = try life.takeStep(last, depth, yield) }
      return last
    }
  }

  /// What a body does next.
  private mutating func takeStep(_ last: Tracked, _ depth: Int, _ yield: Body.Yield) throws -> Tracked {
    switch random.below(depth > 0 ? 12 : 7) {
    case 0...3: return try yield(last)
    case 4: return (try? yield(last)) ?? lifetimes.make()
    case 5:
      do { return try yield(lifetimes.make()) } catch is GeneratorExit { return try yield(last) }
    case 6: throw Fault.another
    case 7...9: return try yield(from: make(depth: depth - 1))
    case 10:
      do { return try yield(from: make(depth: depth - 1)) } catch is Fault { return last }
    default:
      let inner = make(depth: depth - 1)
      drive(inner, steps: random.below(4))
      return last
    }
  }

  /// Resumes it that many times, in whatever way.
  mutating func drive(_ body: Body, steps: Int) {
    for _ in 0..<steps {
      do {
        switch random.below(10) {
        case 0: try body.close()
        case 1, 2: try body.throw(Fault.wrongTick)
        case _ where body.state == .created: try body.start()
        default: try body.send(lifetimes.make())
        }
      } catch {
        // Whatever comes out is right here: only what is left behind is looked at.
      }
    }
  }
}
