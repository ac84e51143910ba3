import Foundation
import GRDB
import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@testable import Postduif

/// The anchor beside the seal key, against a log that grows, is cut and is replaced.
@Suite("Audit anchor") struct AuditAnchoringTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()
    private let log = AdmissionLog()

    init() throws { folder = try TemporaryFolder() }

    private var file: AuditAnchorFile { AuditAnchorFile(path: folder.file("seal.key.audit"), chain: .sample) }

    private func store(_ name: String = "queue") throws -> SQLiteStore {
        let quiet = Logger(label: "store") { _ in SwiftLogNoOpLogHandler() }
        return try SQLiteStore.open(at: .directory(folder.file(name)), clock: clock, logger: quiet, audit: .sample)
    }

    private func anchoring(_ store: SQLiteStore) -> AuditAnchoring {
        AuditAnchoring(store: store, file: file, logger: Logger(label: "test") { [log] _ in log }, pause: { _ in })
    }

    private func pause(_ store: SQLiteStore, _ names: String...) async throws {
        for name in names { try await store.setPaused(true, .relay(name), now: clock.now) }
    }

    @Test("is written when the log has grown, and a start that finds it so records nothing")
    func grows() async throws {
        let store = try store()
        defer { store.close() }
        let anchoring = anchoring(store)
        try await anchoring.begin()
        #expect(try file.read() == .missing, "there is nothing to anchor")
        try await pause(store, "a", "b")
        await anchoring.note()
        let end = try await store.auditEnd()
        #expect(end.number == 2)
        #expect(try file.read() == .end(end))
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        // A kill before the next look.
        try await pause(store, "c")
        try await self.anchoring(store).begin()
        #expect(try await store.auditEnd().number == 3)
        #expect(try file.read().end?.number == 3)
        #expect(log.lines.isEmpty)
    }

    @Test("a log that is cut under a service that runs is recorded, and the anchor does not follow it back")
    func cutMeanwhile() async throws {
        let store = try store()
        defer { store.close() }
        let anchoring = anchoring(store)
        try await anchoring.begin()
        try await pause(store, "a", "b", "c")
        await anchoring.note()
        let other = try DatabaseQueue(path: folder.file("queue/postduif.sqlite"))
        try await other.write { try $0.execute(sql: "DELETE FROM audit WHERE number > 1") }
        try other.close()
        await anchoring.note()
        let kept = try await store.auditEntries(after: 0, limit: 10)
        #expect(kept.filter { $0.action == AuditAction.auditCut.rawValue }.count == 1)
        #expect(try file.read().end == kept.last?.end)
        await anchoring.note()
        #expect(log.lines.count == 1, "it is told once")
    }

    @Test("an end that is gone, another one, and an anchor that is gone or changed are recorded at the start", arguments: 0..<4)
    func differs(_ attempt: Int) async throws {
        let store = try store()
        try await pause(store, "a", "b", "c")
        await anchoring(store).note()
        // What a restart from an older copy, or a cut, looks like.
        let other = try self.store("other")
        try await pause(other, "a")
        var expected = ""
        switch attempt {
        case 0: expected = "cut anchored=3 found=1"
        case 1:
            clock.advance(by: .seconds(1))
            try await pause(other, "d", "e", "f")
            expected = "replaced anchored=3 found=4"
        case 2:
            try FileManager.default.removeItem(atPath: file.path)
            expected = "anchor_missing found=1"
        default:
            try Data("postduif-audit-1 1:00 00\n".utf8).write(to: URL(fileURLWithPath: file.path))
            expected = "anchor_garbled found=1"
        }
        store.close()
        defer { other.close() }
        try await anchoring(other).begin()
        let last = try #require(try await other.auditPage(AuditFilter(), before: nil, limit: 1).entries.first)
        #expect(last.action == "audit_cut" && last.actor == "service" && last.details == expected)
        #expect(try file.read() == .end(last.end))
        #expect(log.lines.count == 1)
    }

    @Test("that cannot be written is said once, and again when it can")
    func unwritable() async throws {
        let store = try store()
        defer { store.close() }
        let anchoring = anchoring(store)
        try await pause(store, "a")
        try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: true)
        for _ in 0..<3 { await anchoring.note() }
        #expect(log.lines.count == 1 && log.lines[0].hasPrefix("warning"))
        try FileManager.default.removeItem(atPath: file.path)
        for _ in 0..<3 { await anchoring.note() }
        #expect(log.lines.count == 2 && log.lines[1].hasPrefix("notice"))
        #expect(try file.read().end?.number == 1)
    }
}
