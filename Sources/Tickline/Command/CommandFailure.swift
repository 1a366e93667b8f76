internal import TicklineFeeds
internal import TicklineTrading

/// Why the command ends with another exit code than 0: one sentence.
struct CommandFailure: Error, CustomStringConvertible {
  /// Exit codes. Source: sysexits.h, and the shell's 128 + signal.
  enum Code: Int32 {
    case wrongUsage = 64
    case unusableContent = 65
    case noInput = 66
    case unavailable = 69
    case botFailed = 70
    case cantCreate = 73
    case inputOutputFailed = 74
    case interrupted = 130
  }

  let code: Code
  let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  /// What an error of the engine means for the command.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as FeedError: self.init(Code(error.code), error.description)
    case let error as StoreError: self.init(Code(error.code), error.description)
    case let error as Bridge.Failure: self.init(.wrongUsage, error.description)
    case let error as AuditLog.Failure: self.init(error.isOpen ? .inputOutputFailed : .cantCreate, error.description)
    default: self.init(.inputOutputFailed, "\(error)")
    }
  }
}

extension CommandFailure.Code {
  fileprivate init(_ code: FeedError.Code) {
    switch code {
    case .wrongUsage: self = .wrongUsage
    case .noInput: self = .noInput
    case .unavailable: self = .unavailable
    case .unusableContent: self = .unusableContent
    case .readFailed: self = .inputOutputFailed
    }
  }
}

extension CommandFailure.Code {
  fileprivate init(_ code: StoreError.Code) {
    switch code {
    case .wrongUsage: self = .wrongUsage
    case .cantMake: self = .cantCreate
    case .unavailable: self = .unavailable
    case .writeFailed: self = .inputOutputFailed
    }
  }
}
