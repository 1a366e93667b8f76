// A generator: a function that pauses at each `yield`.
import Generators

func countdown(from start: Int) -> Generator<Int, Never> {
  Generator { yield throws(GeneratorExit) in
    defer { print("lift-off") }
    var n = start
    while n > 0 {
      try yield(n)
      n -= 1
    }
  }
}

for n in countdown(from: 3) { print(n) }
print(Array(countdown(from: 5).lazy.filter { $0 % 2 == 1 }.map { $0 * $0 }))
