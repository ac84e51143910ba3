import Foundation
import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// A driver as the suite sees it: its protocols and an end. A second driver is one more case.
enum StoreUnderTest: String, CaseIterable, CustomTestStringConvertible {
    case sqliteFile = "SQLite file"
    case sqliteMemory = "SQLite memory"

    static var all: [StoreUnderTest] { allCases }

    var testDescription: String { rawValue }

    typealias Store = QueueStore & IssuanceStore & ResealStore

    /// Opens a fresh store, runs the body, closes it and removes its files.
    func run(_ body: (any Store, ManualClock) async throws -> Void) async throws {
        let clock = ManualClock()
        switch self {
        case .sqliteMemory:
            let store = try SQLiteStore.open(at: .memory, clock: clock, logger: .quiet, audit: .sample)
            defer { store.close() }
            try await body(store, clock)
        case .sqliteFile:
            let directory = TemporaryDirectory()
            let store = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
            defer { store.close() }
            try await body(store, clock)
        }
    }
}

/// A directory that goes when its last owner goes.
final class TemporaryDirectory: Sendable {
    let path = NSTemporaryDirectory() + "postduif-store-\(UUID().uuidString)"

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func bytes(of name: String) -> [UInt8] {
        FileManager.default.contents(atPath: path + "/" + name).map { Array($0) } ?? []
    }
}

extension Logger {
    /// Says nothing.
    static var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
