import Foundation
import GRDB
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@testable import Postduif

/// No fault, nor anybody else's hand in the key file, costs a key that something is under.
@Suite("Seal key loss")
struct SealKeyLossTests {
    private static let day: Duration = .seconds(86_400)

    private func look(_ count: Int, _ rotation: SealRotation) async {
        for _ in 0..<count { await rotation.look() }
    }

    @Test("a change whose file has its name and is not known to be on disk: the key in use stays, and the next change takes the fresh one")
    func unsynced() async throws {
        let seal = try SealUnderTest()
        try await seal.enqueue("somebody")
        let rotation = seal.rotation()
        await look(2, rotation)
        let first = seal.keys.sealKeyID
        // The file itself is synced, its directory is not.
        seal.disk.fail(EIO, passing: 1)
        #expect(throws: AdministrationFault.self) { try rotation.rotate() }
        seal.disk.mend()
        let names = try seal.namesInFile()
        try #require(names.count == 2 && names[1] == first && seal.keys.sealKeyID == first)
        await look(3, rotation)
        #expect(try seal.namesInFile() == names, "all is under the second")
        #expect(try await SealUnderTest.recipients(seal.store, seal.storage.file()) == ["somebody@example.be"])
        let status = await rotation.status()
        #expect(status.state == .refused && status.detail?.contains("is not in front, so no key is dropped") == true)
        #expect(seal.log.lines.count { $0.hasPrefix("error former seal keys stay in the file") } == 1, "told once")

        _ = try rotation.rotate()
        try await until("it is done", within: .seconds(30)) { await rotation.status().state == .done }
        #expect(seal.keys.sealKeyID == names[0], "no third one")
        await look(2, rotation)
        #expect(try seal.namesInFile() == [names[0]])
        #expect(try await SealUnderTest.recipients(seal.store, seal.storage.file()) == ["somebody@example.be"])
    }

    @Test("by age it is tried again in a minute, with the same fresh key")
    func unsyncedByAge() async throws {
        let seal = try SealUnderTest()
        try await seal.enqueue("somebody")
        let rotation = seal.rotation(every: Self.day)
        await rotation.look()
        seal.clock.advance(by: Self.day)
        seal.disk.fail(EIO, passing: 1, times: 1)
        await rotation.look()
        let names = try seal.namesInFile()
        try #require(names.count == 2 && seal.keys.sealKeyID == names[1])
        await rotation.look()
        #expect(seal.keys.sealKeyID == names[0])
        await look(2, rotation)
        #expect(try seal.namesInFile() == [names[0]])
        #expect(try await SealUnderTest.recipients(seal.store, seal.storage.file()) == ["somebody@example.be"])
    }

    @Test("a key that is put in front by hand while the service runs drops none; one that is put behind stays")
    func byHand() async throws {
        let seal = try SealUnderTest()
        try await seal.enqueue("somebody")
        let rotation = seal.rotation()
        await look(2, rotation)
        let own = try seal.storage.file()
        try seal.storage.write(try #require(own.rotated(random: seal.random)))
        await look(3, rotation)
        #expect(try seal.namesInFile().last == own.names[0])
        #expect(try seal.namesInFile().count == 2)

        let other = SealKeyFile(random: SeededRandom(seed: 88))
        try seal.storage.write(own)
        try seal.useFreshKey()
        try seal.storage.write(try seal.storage.file().including(other))
        await look(4, seal.rotation())
        #expect(try seal.namesInFile() == [seal.keys.sealKeyID, other.names[0]])
    }

    @Test("boxes under a key that is not there keep former keys after the end of a change as well")
    func missingAtTheEnd() async throws {
        let seal = try SealUnderTest()
        await seal.rotation().look()
        try seal.useFreshKey()
        let rotation = seal.rotation()
        await rotation.look()
        try #require(await rotation.status().state == .done)
        let stranger = AESGCMSeal(keyring: try SealKeyFile(random: SeededRandom(seed: 77)).keyring(), random: seal.random)
        try await seal.enqueue("lost", seal: stranger)
        await look(3, rotation)
        #expect(try seal.namesInFile().count == 2)
        #expect(await rotation.status().detail?.contains("1 boxes are under a key that is not there") == true)
    }

    @Test(
        "a key file that cannot be written ends a change with the fix, and costs one look at the boxes",
        arguments: [EROFS, EBUSY, EACCES, EPERM])
    func readOnly(code: Int32) async throws {
        let seal = try SealUnderTest()
        try await seal.enqueue("somebody")
        await seal.rotation().look()
        // The third of four keys goes at the end of the change.
        for _ in 0..<3 { try seal.useFreshKey() }
        seal.disk.fail(code)
        let store = FaultyResealStore(seal.store, faults: 0, .closed)
        let rotation = seal.rotation(store: store)
        await look(4, rotation)
        let status = await rotation.status()
        #expect(status.state == .refused)
        #expect(status.detail?.contains("former ones stay in the file: \(seal.storage.path)") == true, "\(status.detail ?? "")")
        #expect(seal.waited.isEmpty && store.looks == 1)
        #expect(try await seal.store.sealedUnder()?.key == seal.keys.sealKeyID)
        #expect(try seal.namesInFile().count == 4)

        // The next start has nothing to seal, and gives up dropping keys after one look.
        let next = FaultyResealStore(seal.store, faults: 0, .closed)
        let started = seal.rotation(store: next)
        await look(5, started)
        #expect(next.looks == 1)
        #expect(await started.status().state == .refused)
    }

    @Test("any other fault of the file is waited for, and nothing is sealed anew meanwhile")
    func fileFault() async throws {
        let seal = try SealUnderTest()
        try await seal.enqueue("somebody")
        await seal.rotation().look()
        for _ in 0..<3 { try seal.useFreshKey() }
        seal.disk.fail(ENOSPC, times: 3)
        let store = FaultyResealStore(seal.store, faults: 0, .closed)
        let rotation = seal.rotation(store: store)
        await rotation.look()
        #expect(seal.waited == [1, 2, 4].map { .seconds($0) } && store.looks == 1)
        #expect(await rotation.status().state == .done)
    }

    @Test("a key of unknown age, as an upgrade finds it, counts from that start")
    func unknownAge() async throws {
        let seal = try SealUnderTest()
        await seal.rotation().look()
        let first = seal.keys.sealKeyID
        let database = try DatabaseQueue(path: seal.storage.database)
        try await database.write { try $0.execute(sql: "UPDATE sealed_under SET since = NULL") }
        try database.close()
        seal.clock.advance(by: Self.day * 30)
        let rotation = seal.rotation(every: Self.day)
        await look(3, rotation)
        #expect(seal.keys.sealKeyID == first)
        #expect(try await seal.store.sealedUnder()?.since == seal.clock.now)
        #expect(try await seal.store.auditEntries(after: 0, limit: 10).isEmpty)
        seal.clock.advance(by: Self.day)
        await rotation.look()
        #expect(seal.keys.sealKeyID != first)
    }
}
