import Foundation
import Glibc
import Logging
import Mail
import Queue
import StoreSQLite
import Synchronization
import TestKit
import Testing

@Suite("SQLite: backup")
struct BackupTests {
    private let clock = ManualClock()
    private let directory = TemporaryDirectory()
    private let elsewhere = TemporaryDirectory()
    private var file: String { elsewhere.path + "/copy.sqlite" }

    init() throws { try FileManager.default.createDirectory(atPath: elsewhere.path, withIntermediateDirectories: true) }

    private func open(_ directory: TemporaryDirectory) throws -> SQLiteStore {
        try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
    }

    private func backup(_ store: SQLiteStore, isReplacing: Bool = false) async throws(BackupFault) -> Int64 {
        try await store.backup(to: file, isReplacing: isReplacing, at: clock.now) { _ in }
    }

    /// A store on a copy of the file, in a directory of its own.
    private func restored() throws -> (SQLiteStore, TemporaryDirectory) {
        let directory = TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: file, toPath: directory.path + "/postduif.sqlite")
        return (try open(directory), directory)
    }

    @Test("a copy holds what was committed before, as one file, while writes go on")
    func consistent() async throws {
        let store = try open(directory)
        defer { store.close() }
        let samples = Samples(clock)
        // More than one step of the copy, so that writes come between two.
        let before = (0..<600).map { _ in samples.entry(content: samples.random.bytes(16_000)) }
        try await store.enqueue(before)
        let steps = Mutex<[BackupProgress]>([])
        let later = samples.entry()
        let octets = try await store.backup(to: file, isReplacing: false, at: clock.now) { progress in
            steps.withLock { $0.append(progress) }
            // The writer waits for nobody: this commit is answered before the copy goes on.
            let isWritten = DispatchSemaphore(value: 0)
            Task {
                try? await store.enqueue(progress.copied < 2_000 ? [later] : [])
                isWritten.signal()
            }
            isWritten.wait()
        }
        #expect(steps.withLock { $0.count } >= 2)
        #expect(steps.withLock { $0.last.map { $0.copied == $0.total } } == true)
        #expect(steps.withLock { zip($0, $0.dropFirst()).allSatisfy { $0.copied < $1.copied && $0.total == $1.total } })
        #expect(try await store.message(later.id) != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == ["copy.sqlite"])
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600 && attributes[.size] as? Int64 == octets)
        let (copy, _) = try restored()
        defer { copy.close() }
        #expect(try await copy.pragma("integrity_check") == "ok")
        for entry in before { #expect(try await copy.message(entry.id)?.state == .queued) }
        #expect(try await copy.message(later.id) == nil)
        #expect(try await copy.leaseAll(LeaseOwner(token: 1), now: clock.now, limit: 1_000).map(\.entry) == before)
    }

    @Test("whatever was leased in the copy is in doubt, also for a flight recorder that knows nothing of it")
    func leases() async throws {
        let store = try open(directory)
        defer { store.close() }
        let samples = Samples(clock)
        let (leased, queued, withdrawn) = (samples.entry(), samples.entry(dueIn: .seconds(60)), samples.entry())
        try await store.enqueue([leased, queued, withdrawn])
        let owner = LeaseOwner(token: 5)
        #expect(try await store.leaseAll(owner, now: clock.now).count == 2)
        #expect(try await store.cancel(withdrawn.id, reason: .cancelledByOperator, now: clock.now) == .inFlight)
        _ = try await backup(store)
        // The database itself is as it was.
        #expect(try await store.renew([1], owner: owner, until: clock.now + Lease.duration) == [1])
        let (copy, _) = try restored()
        defer { copy.close() }
        let marks = FlightMarks(inDoubt: .these([]))
        let recovered = try await copy.recover(
            owner: LeaseOwner(token: 6), formerOwners: true, marks: marks, now: clock.now, limit: 10)
        #expect(Set(recovered.map(\.id)) == [leased.id, withdrawn.id])
        #expect(recovered.allSatisfy { $0.became == .inDoubt })
        #expect(try await copy.message(leased.id)?.reason == .processEndedAfterFinalDot)
        #expect(try await copy.message(withdrawn.id)?.state == .inDoubt)
        #expect(try await copy.message(queued.id)?.reason == .enqueued)
    }

    @Test("a file that is there is not replaced unasked, and what a killed backup left is no hindrance")
    func existing() async throws {
        let store = try open(directory)
        defer { store.close() }
        try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
        await #expect(throws: BackupFault.exists(path: file)) { _ = try await backup(store) }
        #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
        for name in [".partial", ".partial-journal", ".partial-wal"] {
            try Data(count: 8_192).write(to: URL(fileURLWithPath: file + name))
        }
        #expect(try await backup(store, isReplacing: true) > 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == ["copy.sqlite"])
        let (copy, _) = try restored()
        defer { copy.close() }
        #expect(try await copy.pragma("integrity_check") == "ok")
    }

    @Test("places where no backup can be say why")
    func places() async throws {
        let store = try open(directory)
        defer { store.close() }
        func fault(_ path: String) async -> String {
            do { return "\(try await store.backup(to: path, isReplacing: true, at: clock.now) { _ in }) octets" } catch {
                return error.description
            }
        }
        // Also under another name of the same directory.
        try FileManager.default.createSymbolicLink(atPath: elsewhere.path + "/spool", withDestinationPath: directory.path)
        for name in [directory.path, elsewhere.path + "/spool"] {
            #expect(await fault(name + "/postduif.sqlite").contains("lies in the spool directory"))
        }
        #expect(await fault("/nowhere/at/all").contains("its directory is not there"))
        #expect(await fault(elsewhere.path).contains("is no plain file"))
        #expect(try await store.pragma("integrity_check") == "ok")
        let memory = try SQLiteStore.open(at: .memory, clock: clock, logger: .quiet, audit: .sample)
        await #expect(throws: BackupFault.inMemory) { _ = try await backup(memory) }
        memory.close()
        store.close()
        await #expect(throws: BackupFault.closed) { _ = try await backup(store) }
    }

    @Test("a full disk: nothing under the name, nothing left over", .enabled(if: SmallDisk.isPermitted, "mounting is not permitted"))
    func fullDisk() async throws {
        let disk = try #require(SmallDisk(kibibytes: 512))
        let store = try open(directory)
        defer { store.close() }
        let samples = Samples(clock)
        try await store.enqueue((0..<100).map { _ in samples.entry(content: samples.random.bytes(16_000)) })
        let path = disk.path + "/copy.sqlite"
        await #expect(throws: BackupFault.diskFull(path: path)) {
            _ = try await store.backup(to: path, isReplacing: false, at: clock.now) { _ in }
        }
        #expect(BackupFault.diskFull(path: path).description.contains("free as much as the database takes"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
        try await store.checkWritable()
    }
}
