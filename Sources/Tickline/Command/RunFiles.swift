internal import SystemPackage

/// The files of a run, no two of which may be one: a log would empty the file that is read or be written over, and a run
/// that reads what it writes never ends.
struct RunFiles {
  /// The files that are read, `-` for standard input.
  let inputs: [String]
  /// The audit log's file.
  let audit: String?

  /// - Throws: ``CommandFailure`` where standard output goes to the file that is read.
  func checkStandardOutput() throws(CommandFailure) {
    guard let output = FileIdentity(of: .standardOutput),
      let input = inputs.first(where: { FileIdentity(of: $0) == output })
    else { return }
    let name = input == "-" ? "the file of standard input" : input
    throw CommandFailure(
      .wrongUsage, "Standard output goes to \(name), which is read; send it to a file of its own.")
  }

  /// - Throws: ``CommandFailure`` where the audit log is the file that is read, or one that a standard stream goes to.
  func checkAudit() throws(CommandFailure) {
    guard let audit, let file = FileIdentity(of: audit) else { return }
    let use =
      switch file {
      case _ where inputs.contains { FileIdentity(of: $0) == file }: "that is read"
      case FileIdentity(of: .standardOutput): "that standard output goes to"
      case FileIdentity(of: .standardError): "that standard error goes to"
      default: nil as String?
      }
    guard let use else { return }
    throw CommandFailure(.wrongUsage, "--audit \(audit) is the file \(use); give the log a name of its own.")
  }
}
