import Testing
import TicklineMarkets

@Suite struct CorruptionTests {
  private let origin = Origin(
    instrument: .none, source: SourceID(index: 0), position: 1, time: .unknown)

  @Test func `a corruption reads as its reason and what was read`() {
    let corruption = Corruption(origin: origin, reason: .negativePrice, text: "-171.03")
    #expect(corruption.description == "negative price -171.03")
  }

  @Test func `without a text the reason stands alone`() {
    #expect(Corruption(origin: origin, reason: .missingField, text: "").description == "missing field")
  }

  @Test(arguments: Corruption.Reason.allCases)
  func `the name of a reason is the name of its case`(reason: Corruption.Reason) {
    #expect(reason.name == "\(reason)")
  }

  @Test func `no two reasons share a sentence`() {
    #expect(Set(Corruption.Reason.allCases.map(\.sentence)).count == Corruption.Reason.allCases.count)
  }

  @Test func `the numbers of the reasons are fixed`() {
    #expect(Corruption.Reason.allCases.map(\.rawValue) == Array(0...22))
    #expect(Corruption.Reason.negativePrice.rawValue == 0)
    #expect(Corruption.Reason.rowTooLong.rawValue == 15)
    #expect(Corruption.Reason.other.rawValue == 18)
  }

  @Test(arguments: [
    (NumberFault.malformed, Corruption.Reason.malformedPrice, Corruption.Reason.malformedSize),
    (.tooFine, .tooFine, .sizeTooFine), (.tooLarge, .tooLarge, .sizeTooLarge),
  ])
  func `a fault of a number is a reason`(fault: NumberFault, price: Corruption.Reason, size: Corruption.Reason) {
    #expect(Corruption.Reason(price: fault) == price)
    #expect(Corruption.Reason(size: fault) == size)
  }
}
