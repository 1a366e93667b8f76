/// Tells how time goes on, and lets it.
package protocol Stopwatch {
  /// Nanoseconds since some moment.
  var now: Int64 { get }
  /// Waits for nanoseconds; less where a signal comes.
  func wait(_ nanoseconds: Int64)
}
