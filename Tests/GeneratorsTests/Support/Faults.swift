import Foundation
import Testing

extension ExitTest.Condition {
  /// What a program ends by that touches what it must not. Sanitizers turn it into an exit code.
  static var fault: Self { isSanitized ? .failure : .signal(SIGSEGV) }
}

/// Recurses without end, as long as it starts with something else than 0. The optimiser does not know that.
@inline(never)
func descend(from number: Int) -> Int {
  let words = InlineArray<16, Int>(repeating: number)
  return number == 0 ? 0 : descend(from: number | number << 1) &+ words[number & 15]
}

/// Writes to an address, whatever lies there.
@inline(never)
func touch(_ address: UInt) {
  unsafe UnsafeMutablePointer<UInt8>(bitPattern: address)?.pointee = 1
}

// Pages that may be accessed or not

func forbiddenPage() -> UInt {
  unsafe UInt(bitPattern: mmap(nil, 4_096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
}

func allow(_ page: UInt) {
  _ = unsafe mprotect(UnsafeMutableRawPointer(bitPattern: page), 4_096, PROT_READ | PROT_WRITE)
}

func forbid(_ page: UInt) {
  _ = unsafe mprotect(UnsafeMutableRawPointer(bitPattern: page), 4_096, PROT_NONE)
}

// A handler with a context

private typealias Handler = @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void

/// Written before the signal can come.
private nonisolated(unsafe) var faultHandler: (UInt) -> Void = { _ in }

/// Sets what is done with SIGSEGV. The handler gets the address of the fault.
func onFault<Flags: BinaryInteger>(flags: Flags = 0 as Int32, _ handler: @escaping (UInt) -> Void) {
  unsafe faultHandler = handler
  var action = sigaction()
  action.sa_flags = Int32(truncatingIfNeeded: flags) | Int32(SA_SIGINFO)
  let call: Handler = { _, fault, _ in
    // The address follows three numbers of four bytes, and eight bytes are aligned to eight.
    guard let fault = unsafe fault else { return }
    unsafe faultHandler(UnsafeRawPointer(fault).load(fromByteOffset: 16, as: UInt.self))
  }
  unsafe action.__sigaction_handler.sa_sigaction = call
  _ = unsafe sigaction(SIGSEGV, &action, nil)
}
