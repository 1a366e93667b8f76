// A coroutine: `yield` hands a value out and returns the one that is sent in.
import Generators

struct BadTick: Error {}

let running = Coroutine<Double, Double, Void> { yield in
  var total = 0.0
  while true {
    do { total += try yield(total) } catch is BadTick { total = 0 }
  }
}
print(try running.start())
print(try running.send(10))
print(try running.send(25))
print(try running.throw(BadTick()))
try running.close()
print(running.state)
