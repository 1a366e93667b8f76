// swift-tools-version: 6.2
import PackageDescription

// Stands apart from the package it measures, so that what is measured is what another package gets.
let package = Package(
  name: "tickline-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "tickline", path: "..")],
  targets: [
    .executableTarget(name: "GeneratorsBench", dependencies: [.product(name: "Generators", package: "tickline")]),
    .executableTarget(name: "OwnBot", dependencies: [.product(name: "Tickline", package: "tickline")]),
  ]
)
