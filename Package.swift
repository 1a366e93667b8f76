// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: language mode 6 with the upcoming features that make code say what it means,
/// memory safety spelled out, and no warning left standing.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableExperimentalFeature("Lifetimes"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// What the engine needs from others. Behind a trait, so that a package that wants `Generators` alone does not even fetch it.
let engine: TargetDependencyCondition? = .when(traits: ["Engine"])
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser", condition: engine)
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system", condition: engine)

/// SQLite, a library of the system.
let sqlite: Target.Dependency = .target(name: "CSQLite", condition: engine)

let package = Package(
  name: "tickline",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Generators", targets: ["Generators"]),
    .library(name: "Tickline", targets: ["Tickline"]),
    .library(name: "TicklineFeedLaws", targets: ["TicklineFeedLaws"]),
    .executable(name: "tickline", targets: ["TicklineExecutable"]),
  ],
  traits: [
    .trait(name: "Engine", description: "The library Tickline and the command, beside Generators."),
    .default(enabledTraits: ["Engine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .target(name: "CContextSwitch"),
    .target(name: "Generators", dependencies: ["CContextSwitch"], swiftSettings: strict),
    .target(name: "TicklineMarkets", swiftSettings: strict),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .target(
      name: "CTicklineFeeds",
      linkerSettings: ["bz2", "lzma", "z", "zstd"].map { .linkedLibrary($0) }),
    .target(
      name: "TicklineFeeds",
      dependencies: ["CTicklineFeeds", "Generators", "TicklineMarkets", sqlite, system],
      swiftSettings: strict),
    .target(
      name: "TicklineFeedLaws", dependencies: ["Generators", "TicklineMarkets", "TicklineFeeds"], swiftSettings: strict),
    .target(
      name: "TicklineTrading",
      dependencies: ["Generators", "TicklineMarkets", "TicklineFeeds", system],
      swiftSettings: strict),
    .target(
      name: "TicklineReports", dependencies: ["TicklineMarkets", "TicklineFeeds", "TicklineTrading"],
      swiftSettings: strict),
    .target(
      name: "Tickline",
      dependencies: [
        "Generators", "TicklineMarkets", "TicklineFeeds", "TicklineTrading", "TicklineReports", argumentParser, system,
      ],
      swiftSettings: strict),
    .executableTarget(name: "TicklineExecutable", dependencies: ["Tickline"], swiftSettings: strict),
    .target(name: "CGeneratorsTestSupport", path: "Tests/CGeneratorsTestSupport"),
    .testTarget(
      name: "GeneratorsTests", dependencies: ["Generators", "CGeneratorsTestSupport"], swiftSettings: strict),
    .testTarget(name: "TicklineMarketsTests", dependencies: ["TicklineMarkets"], swiftSettings: strict),
    .target(
      name: "CFeedsTestSupport", dependencies: ["CTicklineFeeds"], path: "Tests/CFeedsTestSupport",
      linkerSettings: [.linkedLibrary("archive")]),
    .testTarget(
      name: "TicklineFeedsTests",
      dependencies: [
        "CTicklineFeeds", "Generators", "TicklineMarkets", "TicklineFeeds", "TicklineFeedLaws", "CFeedsTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TicklineTradingTests",
      dependencies: ["Generators", "TicklineMarkets", "TicklineFeeds", "TicklineTrading"], swiftSettings: strict),
    .testTarget(
      name: "TicklineTests", dependencies: ["Tickline", "TicklineExecutable"], swiftSettings: strict),
  ]
)
