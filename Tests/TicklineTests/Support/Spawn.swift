import Foundation

/// The start of a process. Source: POSIX, `posix_spawn`.
enum Spawn {
  /// Starts a program in a folder, with files or the end of a pipe as its standard streams.
  static func process(
    _ path: String, _ arguments: [String], environment: [String: String], folder: String, input: String, pipe: Int32?,
    output: String, errors: String
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let pipe {
      unsafe posix_spawn_file_actions_adddup2(&actions, pipe, 0)
    } else {
      unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_APPEND, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_APPEND, 0)

    var id: pid_t = 0
    // No version of `posix_spawn` that is everywhere enters a folder, so a shell does, and becomes the program. It also
    // sees to it that a run that never ends, as after a test run that was killed, can't fill the disk: 1 GiB a file.
    let shell = ["/bin/sh", "-c", #"cd "$0" && ulimit -f 2097152 && exec "$@""#, folder, path]
    let result = unsafe withCStrings(shell + arguments) { arguments in
      unsafe withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        unsafe posix_spawn(&id, shell[0], &actions, nil, arguments, environment)
      }
    }
    guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EIO) }
    return id
  }

  /// Lends texts in the form of C's `argv`.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var strings = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe strings.forEach { unsafe free($0) } }
    return unsafe strings.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
  }
}
