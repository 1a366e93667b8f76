extension Timestamp {
  /// Reads a time.
  ///
  ///     parse("2023-11-14T22:13:20.5+01:00", format: nil)   // 2023-11-14T21:13:20.500000000Z
  ///     parse("1700000000000", format: nil)                 // 2023-11-14T22:13:20.000000000Z: 13 digits, milliseconds
  ///     parse("-1.5", format: .seconds)                     // 1969-12-31T23:59:58.500000000Z
  ///
  /// ISO 8601 is a date `YYYY-MM-DD` alone (its midnight), or with `T`, `t` or a space and `HH:MM`, `:SS`, a fraction,
  /// and a zone: `Z`, `z`, `+HH:MM`, `-HHMM`, `+HH`, or none for UTC; or the same without hyphens and colons,
  /// `YYYYMMDDTHHMMSSZ`. There is no hour 24 and no second 60. A number may have a sign and decimals, but no exponent.
  /// Spaces around the text are allowed.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - format: How it is written; nil to go by `TimestampFormat.recognise`.
  /// - Throws: `malformed`, `tooFine`, `outOfRange`.
  /// - Complexity: Linear in the length of the text.
  public static func parse(_ bytes: Span<UInt8>, format: TimestampFormat?) throws(TimestampFault) -> Timestamp {
    guard let format = format ?? .recognise(bytes) else { throw .malformed }
    return switch format {
    case .iso8601: try ISO8601Reader.parse(bytes)
    case .seconds: try parse(bytes, fractionDigits: 9)
    case .milliseconds: try parse(bytes, fractionDigits: 6)
    case .microseconds: try parse(bytes, fractionDigits: 3)
    case .nanoseconds: try parse(bytes, fractionDigits: 0)
    }
  }

  /// Reads a number whose unit is `10^fractionDigits` nanoseconds.
  private static func parse(_ bytes: Span<UInt8>, fractionDigits: Int) throws(TimestampFault) -> Timestamp {
    do throws(NumberFault) {
      let shape = try DecimalShape(scanning: bytes)
      guard !shape.hasExponent else { throw .malformed }
      return Timestamp(
        nanoseconds: try shape.value(in: bytes, fractionDigits: fractionDigits, roundingExcessDigits: false))
    } catch {
      throw TimestampFault(error)
    }
  }
}

extension TimestampFault {
  /// The same fault of a number that is a time.
  fileprivate init(_ fault: NumberFault) {
    self =
      switch fault {
      case .malformed: .malformed
      case .tooFine: .tooFine
      case .tooLarge: .outOfRange
      }
  }
}
