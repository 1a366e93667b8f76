import Foundation
import Generators
import Testing

@Suite("Traces")
struct TracesTests {
  @Test func `every program of the Traces file does what CPython did`() throws {
    let programs = try TraceProgram.read(TraceFile.url)
    #expect(!programs.isEmpty)
    let differing = differences(in: programs) { yield, inner in try yield(from: inner) }
    guard let first = differing.first else { return }
    Issue.record(
      """
      \(differing.count) of \(programs.count) programs differ. The first is \(first.program.id), at \(first.what):
      \(first.program.python)
      """)
  }

  @Test(arguments: BrokenDelegation.allCases)
  func `a broken delegation turns the Traces red`(_ broken: BrokenDelegation) throws {
    let programs = try TraceProgram.read(TraceFile.url)
    #expect(!differences(in: programs, delegation: broken.delegate).isEmpty)
  }
}

private func differences(
  in programs: [TraceProgram], delegation: @escaping TraceDelegation
) -> [(program: TraceProgram, what: String)] {
  // Many of these programs refuse to leave when they are dropped.
  UnraisableError.setHandler { _ in }
  return programs.compactMap { program in
    program.difference(delegation: delegation).map { (program, $0) }
  }
}

/// Where the traces are: `TICKLINE_TRACES`, else beside the package, else the package's own small file.
private enum TraceFile {
  static var url: URL {
    if let path = ProcessInfo.processInfo.environment["TICKLINE_TRACES"], !path.isEmpty {
      return URL(fileURLWithPath: path)
    }
    var root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let beside = root.appending(path: "../shared/conformance/traces.jsonl").standardizedFileURL
    return FileManager.default.isReadableFile(atPath: beside.path)
      ? beside : root.appending(path: "Tests/Traces/traces.jsonl")
  }
}

/// Delegations with one fault each, for which the harness must find programs that differ.
enum BrokenDelegation: CaseIterable, Sendable {
  case forwardsNoErrors
  case closesNothing
  case losesResult
  case startsTwice
  case forwardsExits

  func delegate(_ yield: TraceCoroutine.Yield, to inner: TraceCoroutine) throws -> Int? {
    var step = try inner.start()
    if self == .startsTwice, case .yielded = step { step = try inner.next() }
    while true {
      guard case .yielded(let output) = step else { return self == .losesResult ? nil : step.result! }
      switch yield.suspend(output) {
      case .sent(let input): step = try inner.send(input)
      case .thrown(let error) where error is GeneratorExit && self != .forwardsExits:
        try leave(inner)
        throw error
      case .thrown(let error) where self == .forwardsNoErrors: throw error
      case .thrown(let error): step = try inner.throw(error)
      case .exit:
        try leave(inner)
        throw GeneratorExit()
      }
    }
  }

  private func leave(_ inner: TraceCoroutine) throws {
    if self != .closesNothing { try inner.close() }
  }
}
