import Foundation
import GRDB
import Logging
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite("SQLite: durability, opening, files")
struct SQLiteStoreTests {
    private let clock = ManualClock()
    private let directory = TemporaryDirectory()

    private func open() throws -> SQLiteStore {
        try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
    }

    @Test("the writing connection syncs every commit")
    func synchronous() async throws {
        let store = try open()
        defer { store.close() }
        #expect(try await store.pragma("synchronous") == "2")
        #expect(try await store.pragma("journal_mode") == "wal")
        #expect(try await store.pragma("secure_delete") == "1")
        #expect(try await store.pragma("wal_autocheckpoint") == "0")
        #expect(try await store.pragma("cache_spill") == "131071")
        #expect(try await store.pragma("integrity_check") == "ok")
        await #expect(throws: StoreFault.self) { try await store.pragma("synchronous = 0") }
    }

    @Test("a second opener is refused and told whose the directory is")
    func secondOpener() throws {
        let store = try open()
        let fault = StoreOpenFault.inUse(path: directory.path, process: getpid())
        #expect(throws: fault) { try open() }
        #expect(fault.description.contains("in use by another process (number \(getpid()))"))
        store.close()
        try open().close()
    }

    @Test("files belong to their owner alone")
    func modes() async throws {
        let store = try open()
        defer { store.close() }
        try await store.enqueue([Samples(clock).entry()])
        func mode(_ name: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: directory.path + name)[.posixPermissions] as? Int
        }
        #expect(try mode("") == 0o700)
        for name in ["/postduif.sqlite", "/postduif.sqlite-wal", "/postduif.sqlite-shm", "/postduif.lock"] {
            #expect(try mode(name) == 0o600, "\(name)")
        }
    }

    @Test("what was committed is there after closing and opening")
    func reopen() async throws {
        let samples = Samples(clock)
        let entry = samples.entry()
        let first = try open()
        try await first.enqueue([entry])
        first.close()
        await #expect(throws: StoreFault.closed) { try await first.enqueue([samples.entry()]) }
        await #expect(throws: StoreFault.closed) { try await first.message(entry.id) }
        let second = try open()
        defer { second.close() }
        #expect(try await second.message(entry.id)?.state == .queued)
    }

    @Test("the log of a run that was killed is emptied before it grows")
    func logOfFormerRun() async throws {
        let store = try open()
        defer { store.close() }
        let samples = Samples(clock)
        let killed = TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: killed.path, withIntermediateDirectories: true)
        var entries: [QueueEntry] = []
        // As a kill leaves the files, taken before a quiet moment empties the log.
        repeat {
            entries.append(samples.entry())
            try await store.enqueue(entries.suffix(1))
            for name in ["postduif.sqlite", "postduif.sqlite-wal"] {
                try Data(directory.bytes(of: name)).write(to: URL(fileURLWithPath: killed.path + "/" + name))
            }
        } while killed.bytes(of: "postduif.sqlite-wal").isEmpty
        let next = try SQLiteStore.open(at: .directory(killed.path), clock: clock, logger: .quiet, audit: .sample)
        defer { next.close() }
        #expect(killed.bytes(of: "postduif.sqlite-wal").isEmpty)
        for entry in entries { #expect(try await next.message(entry.id) != nil) }
    }

    @Test("a database of a newer program is refused with the steps it has")
    func newerSchema() throws {
        try open().close()
        let queue = try DatabaseQueue(path: directory.path + "/postduif.sqlite")
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('0999_future')") }
        try queue.close()
        let path = directory.path + "/postduif.sqlite"
        #expect(throws: StoreOpenFault.newerSchema(path: path, unknown: ["0999_future"])) { try open() }
    }

    @Test("a damaged file is refused", arguments: [0, 100])
    func damaged(offset: Int) throws {
        try open().close()
        let path = directory.path + "/postduif.sqlite"
        var bytes = directory.bytes(of: "postduif.sqlite")
        for index in offset..<min(bytes.count, 4_096) { bytes[index] = 0xA5 }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let fault = #expect(throws: StoreOpenFault.self) { try open() }
        guard case .damaged = fault else {
            Issue.record("opened as \(fault.map(\.description) ?? "nothing")")
            return
        }
    }

    @Test("a file in the directory's place is named")
    func notADirectory() throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: directory.path))
        let fault = #expect(throws: StoreOpenFault.self) { try open() }
        #expect(fault?.description.contains("cannot be used: it is not a directory") == true)
        let below = #expect(throws: StoreOpenFault.self) {
            try SQLiteStore.open(at: .directory(directory.path + "/a/b"), clock: clock, logger: .quiet, audit: .sample)
        }
        #expect(below?.description.contains("cannot be used") == true)
    }

    @Test("missing directories are made")
    func nested() throws {
        try SQLiteStore.open(at: .directory(directory.path + "/a/b"), clock: clock, logger: .quiet, audit: .sample).close()
        #expect(FileManager.default.fileExists(atPath: directory.path + "/a/b/postduif.sqlite"))
    }

    @Test("wiped content is in neither database nor log", arguments: ["settled", "cancelled", "expired"])
    func wiped(how: String) async throws {
        let samples = Samples(clock)
        let content = Array("the sealed content that must go away \(how)".utf8)
        let entry = samples.entry(life: .seconds(60), content: content)
        let store = try open()
        try await store.enqueue([entry])
        #expect(contains(content))
        switch how {
        case "settled":
            let lease = try #require(try await store.leaseAll(LeaseOwner(token: 3), now: clock.now).first)
            #expect(await store.settle(try samples.settlement(lease, .finished(.accepted))) == .settled)
        case "cancelled":
            #expect(try await store.cancel(entry.id, reason: .cancelledByCaller, now: clock.now) == .cancelled)
        default:
            #expect(try await store.expire(now: clock.now + .seconds(60), minimumLeft: [:], limit: 1) == 1)
        }
        store.close()
        #expect(!contains(content))
    }

    private func contains(_ content: [UInt8]) -> Bool {
        ["postduif.sqlite", "postduif.sqlite-wal"].contains { directory.bytes(of: $0).firstRange(of: content) != nil }
    }

    @Test("a request that fails fails alone")
    func failingRequest() async throws {
        let store = try open()
        defer { store.close() }
        let samples = Samples(clock)
        let known = samples.entry()
        try await store.enqueue([known])
        let entries = (0..<100).map { _ in samples.entry() }
        let failures = await withTaskGroup(of: Int.self) { group in
            for (index, entry) in entries.enumerated() {
                group.addTask {
                    do {
                        try await store.enqueue(index % 10 == 0 ? [entry, known] : [entry])
                        return 0
                    } catch {
                        return 1
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 10)
        for (index, entry) in entries.enumerated() {
            #expect(try await (store.message(entry.id) != nil) == (index % 10 != 0))
        }
    }
}
