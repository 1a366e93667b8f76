// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "my-bot",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "tickline", path: "../..")],
  targets: [
    .executableTarget(name: "MyBot", dependencies: [.product(name: "Tickline", package: "tickline")])
  ]
)
