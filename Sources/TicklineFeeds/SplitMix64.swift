/// A small generator of random numbers, the same on every machine. Source: Sebastiano Vigna, "splitmix64.c".
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed &>> 31)
  }

  /// A number from 0 to `bound` less one: the high half of a product, whose bias of at most `bound` in 2^64 nobody sees.
  mutating func next(below bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }

  /// True with a probability, to 53 bits.
  mutating func happens(_ probability: Double) -> Bool {
    Double(next() &>> 11) * 0x1p-53 < probability
  }
}
