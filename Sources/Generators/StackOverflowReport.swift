internal import CContextSwitch

/// Names the body that ran out of stack, before the program ends.
///
/// A body that needs more stack than it has runs into a guard below it: the program ends by a signal, SIGSEGV on Linux,
/// and nobody's memory is touched. The signal alone does not say which body it was. With the report switched on, a
/// sentence on standard error does:
///
/// ```swift
/// StackOverflowReport.enable()
/// func depth(_ n: Int) -> Int { 1 + depth(n + 1) }
/// _ = Generator<Int, Never> { yield throws(GeneratorExit) in try yield(depth(0)) }.next()
/// // Generators: the body of 'main', made at App/main.swift:3, ran out of its 126,976 bytes of stack; where it does
/// // not recurse without end, give it more with stackSize:.
/// ```
///
/// The program still ends by the same signal. It is off unless a program asks for it, since signal handlers belong to
/// the program and not to its libraries.
public enum StackOverflowReport {
  /// Switches the report on, for the whole process and for good. Call it once, when the program starts; again does no
  /// harm, from any thread.
  ///
  /// It sets handlers for SIGSEGV and SIGBUS. A fault that is no body's end of stack goes to the handler that was set
  /// before, with all that came with it, or ends the program where there was none. A handler that the program sets
  /// afterwards replaces the report.
  ///
  /// A handler needs a stack of its own on each thread: 72 KiB of address space, of which nothing is used before a fault.
  /// The calling thread gets it now, another one when it first starts or resumes a body; one that did so before this call
  /// goes without, unless it calls this, too.
  public static func enable() { context_report_overflows() }
}
