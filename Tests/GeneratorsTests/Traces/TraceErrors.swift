import Generators

/// The errors that programs raise themselves.
enum TraceError: String, Error {
  case valueError = "ValueError"
  case keyError = "KeyError"
}

/// The error with Python's name.
func traceError(named name: String) throws -> any Error {
  if name == "GeneratorExit" { return GeneratorExit() }
  guard let error = TraceError(rawValue: name) else { throw MalformedTrace(what: "error \(name)") }
  return error
}

/// What CPython raises where the library throws `error`.
func pythonName(of error: any Error) -> String {
  switch error {
  case let error as TraceError: error.rawValue
  case is GeneratorExit: "GeneratorExit"
  case CoroutineError(.notStarted) as CoroutineError: "TypeError"
  case CoroutineError(.ignoredExit) as CoroutineError: "RuntimeError"
  default: "\(error)"
  }
}

/// Whether `except name` catches the error.
func handles(_ name: String, _ error: any Error) -> Bool {
  switch name {
  case "BaseException": true
  case "Exception": !(error is GeneratorExit)
  default: name == pythonName(of: error)
  }
}
