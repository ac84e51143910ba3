import API
import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import Synchronization
import TestKit
import Testing

@testable import Postduif

/// From the queue, the disk and the process to the gate.
@Suite("Admission sampling") struct AdmissionSamplingTests {
    private let clock = ManualClock()
    private let admission = Admission()
    private let log = AdmissionLog()

    private func sampling(
        _ store: SQLiteStore, oldestInMemory: @escaping @Sendable () -> Instant? = { nil },
        disk: @escaping @Sendable () -> (free: Int64, size: Int64)? = { nil }, memory: @escaping @Sendable () -> Int64? = { nil },
        trim: @escaping @Sendable () -> Void = {}
    ) -> AdmissionSampling {
        AdmissionSampling(
            admission: admission, rule: AdmissionRule(), store: store, oldestInMemory: oldestInMemory, isRelayAway: { false }, disk: disk,
            memory: memory,
            trim: trim, clock: clock, logger: Logger(label: "test") { [log] _ in log }, pause: { _ in })
    }

    private func store() throws -> SQLiteStore {
        try SQLiteStore.open(
            at: .memory, clock: clock, logger: Logger(label: "store") { _ in SwiftLogNoOpLogHandler() }, audit: .sample)
    }

    private func code(_ seed: UInt64) throws -> QueueEntry {
        let kind = try #require(KindTable()[KindTable.oneTimeCode])
        return QueueEntry(
            id: QueueID(at: clock.now, random: SeededRandom(seed: seed)), kind: kind, language: .nl, domain: "example.be",
            municipality: nil,
            sealedContent: [1], templateVersion: "1", issued: clock.now, expires: clock.now + kind.lifetime)
    }

    @Test("a code that waits too long in the queue shuts the gate for codes, and its end opens it; each is said once")
    func oldestCode() async throws {
        let store = try store()
        defer { store.close() }
        let sampling = sampling(store)
        let entry = try code(1)
        try await store.enqueue([entry])
        clock.advance(by: .seconds(120))
        await sampling.look()
        #expect(admission.reasons.isEmpty && log.lines.isEmpty)
        clock.advance(by: .seconds(1))
        for _ in 0..<3 { await sampling.look() }
        #expect(admission.reasons == AdmissionReasons(.oldestCode))
        #expect(log.lines == ["error new mails are refused oldest_code"])
        _ = try await store.cancel(entry.id, reason: .cancelledByOperator, now: clock.now)
        for _ in 0..<3 { await sampling.look() }
        #expect(admission.reasons.isEmpty)
        #expect(log.lines == ["error new mails are refused oldest_code", "notice new mails are taken again oldest_code"])
    }

    @Test("a code in the line's memory counts as well")
    func inMemory() async throws {
        let store = try store()
        defer { store.close() }
        let issued = clock.now
        clock.advance(by: .seconds(121))
        await sampling(store, oldestInMemory: { issued }).look()
        #expect(admission.reasons == AdmissionReasons(.oldestCode))
    }

    @Test("too little disk and too much memory shut the gate; freed memory is given back to the system until it opens")
    func machine() async throws {
        let store = try store()
        defer { store.close() }
        let machine = Machine()
        let sampling = sampling(
            store, disk: { (machine.free, 1 << 40) }, memory: { machine.memory }, trim: { machine.trim() })
        await sampling.look()
        #expect(admission.reasons == [AdmissionReasons(.freeDisk), AdmissionReasons(.memory)] && machine.trims == 0)
        machine.set(free: 1 << 30, memory: 1_000 << 20)
        for trims in 1...2 {
            await sampling.look()
            #expect(admission.reasons == AdmissionReasons(.memory) && machine.trims == trims)
        }
        machine.set(free: 1 << 30, memory: 800 << 20)
        for _ in 0..<2 { await sampling.look() }
        #expect(admission.reasons.isEmpty && machine.trims == 3)
    }

    @Test("the disk and the memory of this machine can be read")
    func figures() throws {
        let disk = try #require(DiskSpace.octets(at: "/"))
        #expect(disk.size > 0 && (0...disk.size).contains(disk.free))
        #expect(DiskSpace.octets(at: "/nowhere at all") == nil)
        // A test process holds more than a mebibyte and less than a tebibyte.
        let memory = try #require(ResidentMemory.octets())
        #expect((1 << 20...1 << 40).contains(memory))
    }
}

/// A machine as a test sets it: at first short of both.
private final class Machine: Sendable {
    private let state = Mutex((free: Int64(1 << 20), memory: Int64(2 << 30), trims: 0))
    var free: Int64 { state.withLock { $0.free } }
    var memory: Int64 { state.withLock { $0.memory } }
    var trims: Int { state.withLock { $0.trims } }
    func set(free: Int64, memory: Int64) { state.withLock { ($0.free, $0.memory) = (free, memory) } }
    func trim() { state.withLock { $0.trims += 1 } }
}

/// What was logged: level, message and reason.
final class AdmissionLog: LogHandler {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    var metadata: Logger.Metadata {
        get { [:] }
        set { _ = newValue }
    }
    var logLevel: Logger.Level {
        get { .trace }
        set { _ = newValue }
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set { _ = newValue }
    }
    func log(event: LogEvent) {
        let reason = event.metadata?["admission.reason"].map { "\($0)" } ?? "-"
        kept.withLock { $0.append("\(event.level) \(event.message) \(reason)") }
    }
}
