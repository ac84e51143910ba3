import Foundation
import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import Synchronization
import TestKit
import Testing

@testable import Postduif

/// A database in files with its key file, a clock set by hand, and rotations that only wait on paper.
final class SealUnderTest: Sendable {
    let folder: TemporaryFolder
    let clock = ManualClock()
    let random = SeededRandom(seed: 21)
    let storage: SealKeyStorage
    let store: SQLiteStore
    let keys: SealKeys
    let log = AdmissionLog()
    let disk = FaultyDisk()
    /// How long was waited, without the rests between two writes.
    private let waits = Mutex<[Duration]>([])

    var seal: AESGCMSeal { AESGCMSeal(keys: keys, random: random) }
    var waited: [Duration] { waits.withLock { $0 } }

    /// - Parameter given: The keys of the environment; `nil`: a file is made.
    init(given: Secret? = nil) throws {
        folder = try TemporaryFolder()
        let queue = folder.file("queue")
        storage = SealKeyStorage(
            path: folder.file("seal.key"), database: queue + "/postduif.sqlite", given: given, sync: { [disk] in disk.sync($0) })
        let keyring = try storage.keyring(random: random)
        keys = SealKeys(keyring)
        let quiet = Logger(label: "store") { _ in SwiftLogNoOpLogHandler() }
        store = try SQLiteStore.open(at: .directory(queue), clock: clock, logger: quiet, audit: AuditChain(keyring: keyring))
    }

    deinit { store.close() }

    /// As one start of the service has it.
    func rotation(
        every interval: Duration = .zero, keys: SealKeys? = nil, store: (any ResealStore)? = nil, isAlone: Bool = false
    ) -> SealRotation {
        SealRotation(
            storage: storage, keys: keys ?? self.keys, store: store ?? self.store,
            policy: SealPolicy(rotateEvery: interval, isAlone: isAlone), clock: clock, random: random,
            logger: Logger(label: "test") { [log] _ in log },
            pause: { [self] duration in
                guard duration >= .seconds(1) else { return }
                waits.withLock { $0.append(duration) }
                clock.advance(by: duration)
            })
    }

    /// A fresh key in front of the file, and in use.
    func useFreshKey() throws { keys.use(try storage.rotate(from: keys.sealKeyID, random: random)) }

    /// Public names of the keys in the file, newest first.
    func namesInFile() throws -> [UInt32] {
        try storage.file().keys.map { try Keyring(masterKey: $0).sealKeyID }
    }

    /// A code for somebody that waits in the queue.
    @discardableResult func enqueue(_ name: String, seal: AESGCMSeal? = nil) async throws -> QueueEntry {
        let kind = try #require(KindTable()[KindTable.activationLink])
        let id = QueueID(at: clock.now, random: random)
        let content = QueueContent(recipient: try EmailAddress("\(name)@example.be"), variables: TemplateVariables())
        let entry = QueueEntry(
            id: id, kind: kind, language: .nl, domain: "example.be", municipality: nil,
            sealedContent: try (seal ?? self.seal).seal(content, id: id), templateVersion: "1", issued: clock.now,
            expires: clock.now + kind.lifetime)
        try await store.enqueue([entry])
        return entry
    }

    /// Who the boxes of a queue are for, or the fault of each that does not open.
    static func recipients(_ store: SQLiteStore, _ file: SealKeyFile) async throws -> [String] {
        let seal = AESGCMSeal(keyring: try file.keyring(), random: SeededRandom(seed: 1))
        return try await store.boxes(in: .queue, after: [], limit: 100).map { box in
            do throws(SealFault) {
                return QueueContent(encoded: try seal.open(box.box, context: box.row))?.recipient.text ?? "garbled"
            } catch {
                return error.rawValue
            }
        }
    }
}
