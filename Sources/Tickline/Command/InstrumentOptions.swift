internal import ArgumentParser

/// What is known of instruments, which no source says.
struct InstrumentOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Orders for a symbol are multiples of this quantity: AAPL=100,BTCUSDT=0.001, or one number for all.",
      valueName: "list"))
  var lot: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Prices of orders for a symbol are multiples of this: AAPL=0.01,ESZ5=0.25, or one number for all.",
      valueName: "list"))
  var priceStep: [String] = []
}

/// What matters to an account alone.
struct ContractOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("How many units one contract of a symbol stands for: ESZ5=50.", valueName: "list"))
  var multiplier: [String] = []

  @Option(
    help: ArgumentHelp(
      "What a symbol is quoted in: SAP=EUR, or one currency for all. (default: USD)", valueName: "list"))
  var currency: [String] = []

  @Option(
    help: ArgumentHelp(
      "The zone whose days are counted, such as America/New_York, and those of single symbols: SAP=Europe/Berlin. (default: UTC)",
      valueName: "list"))
  var timeZone: [String] = []
}
