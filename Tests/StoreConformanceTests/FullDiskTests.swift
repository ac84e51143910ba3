import Foundation
import Glibc
import Logging
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// On a file system of two megabytes; only where the process may mount one.
@Suite("SQLite: full disk", .enabled(if: SmallDisk.isPermitted, "mounting a tmpfs is not permitted here"))
struct FullDiskTests {
    private let clock = ManualClock()

    @Test("a full disk refuses writes, keeps what was answered, and is usable again when there is space")
    func full() async throws {
        let disk = try #require(SmallDisk(kibibytes: 2_048))
        let samples = Samples(clock)
        let receiver = FakeReceiver(places: 100_000)
        let store = try SQLiteStore.open(at: .directory(disk.path), clock: clock, logger: .quiet)
        defer { store.close() }
        store.handOver(to: receiver)
        let ballast = disk.path + "/ballast"
        try Data(count: 512 * 1_024).write(to: URL(fileURLWithPath: ballast))
        var answered: [QueueID] = []
        var fault: StoreFault?
        while fault == nil, answered.count < 10_000 {
            let entry = samples.entry(content: samples.random.bytes(4_000))
            do {
                try await store.enqueue([entry])
                answered.append(entry.id)
            } catch {
                fault = error
            }
        }
        guard case .unwritable = fault else {
            Issue.record("the disk never filled, or the fault is \(fault.map(\.metricLabel) ?? "none")")
            return
        }
        // The last free pages are for its own writes.
        var isFull = false
        for _ in 0..<1_000 where !isFull {
            do { try await store.checkWritable() } catch { isFull = true }
        }
        #expect(isFull, "what asks whether the store can write must write")
        #expect(receiver.taken == answered.count)
        #expect(receiver.leases.map(\.entry.id) == answered)
        for id in answered { #expect(try await store.message(id)?.state == .leased) }
        try FileManager.default.removeItem(atPath: ballast)
        #expect(receiver.notes.last == false)
        let notes = receiver.notes
        try await store.checkWritable()
        try await store.checkWritable()
        #expect(receiver.notes == notes + [true], "told once that it writes again")
        #expect(try await store.pragma("integrity_check") == "ok")
        #expect(try await store.summary(now: clock.now, minimumLeft: [:]).lanes.map(\.leased) == [answered.count, 0, 0])
    }

    @Test("a disk that is full at the start is named")
    func fullAtStart() throws {
        let disk = try #require(SmallDisk(kibibytes: 256))
        // Fills the last octet; the write fails once it has.
        let file = fopen(disk.path + "/ballast", "w")
        let block = [UInt8](repeating: 1, count: 4_096)
        while fwrite(block, 1, block.count, file) == block.count, fflush(file) == 0 {}
        fclose(file)
        let fault = #expect(throws: StoreOpenFault.self) {
            try SQLiteStore.open(at: .directory(disk.path), clock: clock, logger: .quiet)
        }
        #expect(fault?.description.contains("is full. Free space on it") == true)
    }
}

/// A mounted tmpfs; unmounted with its last owner.
final class SmallDisk: Sendable {
    let path = NSTemporaryDirectory() + "postduif-disk-\(UUID().uuidString)"

    static var isPermitted: Bool { SmallDisk(kibibytes: 64) != nil }

    init?(kibibytes: Int) {
        guard mkdir(path, 0o700) == 0, mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k,mode=0700") == 0 else {
            rmdir(path)
            return nil
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }
}
