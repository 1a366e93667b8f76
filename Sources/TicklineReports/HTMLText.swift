/// A page as it is written: text is escaped, so that no name of a file or symbol can become a part of the page.
struct HTMLText {
  private(set) var text = ""

  /// Writes what is a part of the page as it is.
  mutating func raw(_ html: String) { text += html }

  /// Writes text within an element.
  mutating func element(_ name: String, _ content: String, class style: String? = nil) {
    text += style.map { "<\(name) class=\"\($0)\">" } ?? "<\(name)>"
    text += Self.escaped(content)
    text += "</\(name)>"
  }

  /// Text with what has a meaning in HTML spelled out. Source: HTML Living Standard, 13.1.4.
  static func escaped(_ content: String) -> String {
    var escaped = ""
    for character in content {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
