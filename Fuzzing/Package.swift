// swift-tools-version: 6.2
import PackageDescription

// Stands apart from the package it tries, so that only what is tried carries the fuzzer's instruments. Fuzzing/run builds it.
let package = Package(
  name: "tickline-fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "tickline", path: "..")],
  targets: [
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "Fuzz", dependencies: ["CFuzzer", .product(name: "TicklineFeedLaws", package: "tickline")]),
  ]
)
