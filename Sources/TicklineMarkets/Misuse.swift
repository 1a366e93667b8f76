/// Ends the program with a sentence that says which rule of this module its caller broke.
///
/// `precondition` prints its sentence in debug builds only, and `-Ounchecked` drops its check. A sum of money that
/// overflowed must be neither silent nor wordless in the build that trades.
@usableFromInline
@inline(never)
func misuse(_ sentence: StaticString) -> Never {
  fatalError("\(sentence)")
}
