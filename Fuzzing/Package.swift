// swift-tools-version: 6.2
import PackageDescription

// Stands apart from the package it tries, so that only what is tried carries the fuzzer's instruments. Fuzzing/run builds it.
let package = Package(
  name: "tickline-fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "tickline", path: "..")],
  targets: [
    .executableTarget(
      name: "Fuzz", dependencies: [.product(name: "TicklineFeedLaws", package: "tickline")],
      // The fuzzer brings the main function.
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ]
)
