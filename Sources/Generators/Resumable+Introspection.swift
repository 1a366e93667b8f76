extension Resumable {
  /// What it is called: what was said when it was made, else the function that made it.
  public final var name: String { nameOfCreator }

  /// Where it was made.
  public final var placeOfCreation: SourcePlace {
    SourcePlace(file: fileOfCreation, line: lineOfCreation)
  }

  /// Bytes of stack that the body gets.
  public final var stackSize: Int {
    requestedStackSize == 0 ? defaultStackSize : requestedStackSize
  }
}
