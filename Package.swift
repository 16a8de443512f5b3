// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with: warnings are errors and imports say what they reach.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "errkb",
  products: [
    .executable(name: "errkb", targets: ["errkb"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // C libraries of the system, each imported by one target of ours.
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    // No pkg-config: the flag libutf8proc.pc adds for static linking is one SwiftPM warns about.
    .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CMessageDigest", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(name: "CGB18030"),
    .target(name: "CFiles"),
    .target(name: "CStart"),

    // The layers, lowest first; the arrows point down only.
    .target(name: "TextAnalysis", dependencies: ["CUTF8Proc"], swiftSettings: strict),
    .target(name: "Catalog", dependencies: ["TextAnalysis"], swiftSettings: strict),
    .target(name: "YAML", dependencies: ["CYAML", "TextAnalysis"], swiftSettings: strict),
    .target(name: "Storage", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(name: "Files", dependencies: ["CFiles"], swiftSettings: strict),
    .target(name: "MessageDigest", dependencies: ["CMessageDigest"], swiftSettings: strict),
    .target(
      name: "Migrations", path: "Migrations",
      resources: [
        .embedInCode("M0001_core.sql"), .embedInCode("M0002_attributes_as_texts.sql"),
      ], swiftSettings: strict),
    .target(
      name: "Documents",
      dependencies: [
        "CCMark", "CGB18030", "Catalog", "Files", "MessageDigest", "TextAnalysis", "YAML",
        systemPackage,
      ],
      swiftSettings: strict),
    .target(
      name: "KnowledgeStore",
      dependencies: [
        "Catalog", "Files", "MessageDigest", "Migrations", "Storage",
        "TextAnalysis",
      ],
      swiftSettings: strict),
    .target(
      name: "Publishing", dependencies: ["Catalog", "MessageDigest", "TextAnalysis", "YAML"],
      swiftSettings: strict),
    .target(name: "Linting", dependencies: ["Catalog", "TextAnalysis"], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "Catalog", "Documents", "Files", "KnowledgeStore", "Linting",
        "Publishing", "TextAnalysis", "YAML",
        argumentParser, systemPackage,
      ],
      swiftSettings: strict),
    .executableTarget(name: "errkb", dependencies: ["CStart", "Commands"], swiftSettings: strict),

    .executableTarget(
      name: "import-benchmark",
      dependencies: ["Catalog", "Documents", "KnowledgeStore", "Migrations", "Storage"],
      path: "Benchmarks/Import", swiftSettings: strict),
    .executableTarget(
      name: "segmentation-benchmark", dependencies: ["Storage", "TextAnalysis"],
      path: "Benchmarks/Segmentation", swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "TextAnalysisTests", dependencies: ["TestSupport", "TextAnalysis"],
      swiftSettings: strict),
    .testTarget(
      name: "CatalogTests", dependencies: ["Catalog", "TestSupport", "TextAnalysis"],
      swiftSettings: strict),
    .testTarget(
      name: "PublishingTests", dependencies: ["Catalog", "Publishing", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "LintingTests", dependencies: ["Catalog", "Linting", "TestSupport", "TextAnalysis"],
      swiftSettings: strict),
    .testTarget(
      name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "YAMLTests", dependencies: ["TestSupport", "YAML"], swiftSettings: strict),
    .testTarget(
      name: "DocumentsTests",
      dependencies: ["Catalog", "Documents", "TextAnalysis", systemPackage],
      swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "KnowledgeStoreTests",
      dependencies: [
        "Catalog", "KnowledgeStore", "Migrations", "Publishing", "Storage", "TestSupport",
        "TextAnalysis",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "CCMark", "Catalog", "Commands", "Documents", "KnowledgeStore", "Linting", "Publishing",
        "TestSupport", "TextAnalysis", argumentParser, systemPackage,
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["TestSupport", "errkb", subprocess, systemPackage],
      exclude: ["Cases", "Transcripts"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
