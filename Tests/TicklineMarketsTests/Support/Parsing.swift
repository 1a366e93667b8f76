import Testing
import TicklineMarkets

/// Reads decimal text, or gives the fault.
func decimal(_ text: String, rounding: Bool = false) -> Result<Int64, NumberFault> {
  let bytes = Array(text.utf8)
  return Result { () throws(NumberFault) -> Int64 in
    try DecimalText.parse(bytes.span, roundingExcessDigits: rounding)
  }
}

/// Reads a time, or gives the fault.
func timestamp(_ text: String, format: TimestampFormat? = nil) -> Result<Timestamp, TimestampFault> {
  let bytes = Array(text.utf8)
  return Result { () throws(TimestampFault) -> Timestamp in try Timestamp.parse(bytes.span, format: format) }
}

/// The format that a text looks written in.
func recognised(_ text: String) -> TimestampFormat? {
  let bytes = Array(text.utf8)
  return TimestampFormat.recognise(bytes.span)
}

/// The text that `write` appends to an empty buffer.
func written(_ write: (inout [UInt8]) -> Void) -> String {
  var buffer: [UInt8] = []
  write(&buffer)
  return String(decoding: buffer, as: UTF8.self)
}

extension ExitTest.Result {
  /// Whether the program ended with this sentence.
  func says(_ sentence: String) -> Bool {
    String(decoding: standardErrorContent, as: UTF8.self).contains(sentence)
  }
}
