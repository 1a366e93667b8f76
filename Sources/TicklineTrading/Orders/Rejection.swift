/// Why something that a bot wanted was not done.
public enum Rejection: Hashable, Sendable {
  /// The order is not open: it was filled or cancelled, or there is none with this number.
  case notOpen
  /// Risk refused the order: it never reached the broker.
  case refused(Refusal)
}
