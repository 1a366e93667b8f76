/// A record that can't be used: why, and what was read.
///
///     Corruption(origin: origin, reason: .negativePrice, text: "-171.03").description   // "negative price -171.03"
@frozen
public struct Corruption: OriginBearing, CustomStringConvertible {
  /// Where it comes from. Its time is never trusted to move a clock.
  public var origin: Origin
  /// What is wrong.
  public var reason: Reason
  /// What was read, as far as it fits.
  public var text: InlineText

  /// A corrupt record.
  @inlinable
  public init(origin: Origin, reason: Reason, text: InlineText) {
    self.origin = origin
    self.reason = reason
    self.text = text
  }

  /// The reason and what was read: `negative price -171.03`.
  public var description: String { text.isEmpty ? reason.sentence : "\(reason.sentence) \(text)" }
}
