import Foundation
import Testing

/// The project as another package's dependency.
@Suite struct PackageTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// The names of the packages that one with a dependency on a product of this one needs beside it.
  private func fetched(for product: String, traits: String) throws -> [String] {
    let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized.path
    try folder.file(
      "Package.swift",
      """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "user", dependencies: [.package(name: "tickline", path: "\(root)"\(traits))],
        targets: [.target(name: "User", dependencies: [.product(name: "\(product)", package: "tickline")])])
      """)
    let sources = folder.url.appendingPathComponent("Sources/User")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    try folder.file("Sources/User/User.swift", "import \(product)\n")
    let swift = try Outside.program("swift", in: folder)
    let arguments = ["package", "--disable-sandbox", "show-dependencies", "--format", "json"]
    let outcome = try RunningProcess(swift, arguments, in: folder).outcome()
    try #require(outcome.status == 0, "\(outcome.errors)")
    let start = try #require(outcome.output.firstIndex(of: "{"))
    let tree = try #require(String(outcome.output[start...]).json)
    let project = try #require((tree["dependencies"] as? [[String: Any]])?.first)
    return try #require(project["dependencies"] as? [[String: Any]]).compactMap { $0["identity"] as? String }
  }

  @Test func `a package that uses Generators alone fetches nothing else`() throws {
    try Outside.using { try #expect(fetched(for: "Generators", traits: ", traits: []") == []) }
  }
}
