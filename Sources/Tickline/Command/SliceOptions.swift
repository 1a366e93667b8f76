internal import ArgumentParser

/// Which span of time is read.
struct SliceOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "From when on: a date, a date and a time (UTC where no zone is named), or an integer stamp of 10, 13, 16 or 19 digits.",
      valueName: "time"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Until when, that moment not included; written as --from is.", valueName: "time"))
  var to: String?
}
