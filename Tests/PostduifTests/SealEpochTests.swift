import Foundation
import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@testable import Postduif

/// Keys that change by themselves, what becomes of former ones, and what a thief of an old copy can read.
@Suite("Seal key epochs")
struct SealEpochTests {
    private static let day: Duration = .seconds(86_400)

    /// Looks as often as the service does in so many minutes.
    private func minutes(_ count: Int, _ seal: SealUnderTest, _ rotation: SealRotation) async {
        for _ in 0..<count {
            await rotation.look()
            seal.clock.advance(by: .seconds(60))
        }
    }

    @Test("a key is changed when it is old enough, also over restarts, and not before")
    func byAge() async throws {
        let seal = try SealUnderTest()
        let entry = try await seal.enqueue("somebody")
        var names = [try #require(try seal.namesInFile().first)]
        await seal.rotation(every: Self.day).look()
        #expect(try await seal.store.sealedUnder() == SealedUnder(key: names[0], since: seal.clock.now))
        for _ in 0..<3 {
            // Each half a day there is a restart.
            seal.clock.advance(by: Self.day / 2)
            await seal.rotation(every: Self.day).look()
            #expect(try seal.namesInFile().first == names.last)
            seal.clock.advance(by: Self.day / 2)
            await seal.rotation(every: Self.day).look()
            let name = try #require(try seal.namesInFile().first)
            #expect(!names.contains(name) && seal.keys.sealKeyID == name)
            #expect(try await seal.store.sealedUnder()?.key == name)
            names.append(name)
        }
        let box = try #require(try await seal.store.boxes(in: .queue, after: [], limit: 1).first)
        #expect(seal.seal.isSealedWithCurrentKey(box.box) && box.box != entry.sealedContent)
        let acts = try await seal.store.auditEntries(after: 0, limit: 10).map { "\($0.actor) \($0.action)" }
        #expect(acts == Array(repeating: "service seal_rotated", count: 3))
    }

    @Test("not with zero, not where the keys are the environment's; a clock that was wrong is due, a key of unknown age is not")
    func notByItself() async throws {
        let seal = try SealUnderTest()
        let first = seal.keys.sealKeyID
        let rotation = seal.rotation()
        await rotation.look()
        seal.clock.advance(by: Self.day * 900)
        await rotation.look()
        #expect(seal.keys.sealKeyID == first)
        #expect(await rotation.status().nextRotation == nil)

        let given = try SealUnderTest(given: SealKeyFile(random: SeededRandom(seed: 2)).text)
        let names = given.keys.sealKeyID
        await minutes(3, given, given.rotation(every: Self.day))
        given.clock.advance(by: Self.day * 2)
        await minutes(3, given, given.rotation(every: Self.day))
        #expect(given.keys.sealKeyID == names && !FileManager.default.fileExists(atPath: given.storage.path))

        let now = Instant(seconds: 1_800_000_000)
        for (since, isDue) in [(Self.day, true), (Self.day - .seconds(1), false), (.zero, false), (.zero - Self.day, false)] {
            #expect(SealedUnder(key: 1, since: now - since).isDue(at: now, every: Self.day) == isDue)
        }
        #expect(SealedUnder(key: 1, since: now + Self.day + .seconds(1)).isDue(at: now, every: Self.day))
        #expect(!SealedUnder(key: 1, since: nil).isDue(at: now, every: Self.day))
    }

    @Test("a former key goes when a whole interval later nothing is under it, and not while something is")
    func former() async throws {
        let seal = try SealUnderTest()
        let rotation = seal.rotation(every: Self.day)
        await rotation.look()
        let old = AESGCMSeal(keyring: try seal.storage.keyring(), random: seal.random)
        let first = seal.keys.sealKeyID
        seal.clock.advance(by: Self.day)
        await rotation.look()
        let second = seal.keys.sealKeyID
        #expect(try seal.namesInFile() == [second, first])
        #expect(await rotation.status().formerKeys == 1)
        await rotation.look()
        #expect(try seal.namesInFile() == [second, first], "no whole interval has passed")
        // Sealed in the instant of the change, written a minute later.
        let late = try await seal.enqueue("late", seal: old)
        await rotation.look()
        #expect(try seal.namesInFile() == [second, first])
        let box = try #require(try await seal.store.boxes(in: .queue, after: [], limit: 1).first)
        #expect(box.row == late.id.bytes && seal.seal.isSealedWithCurrentKey(box.box))
        await rotation.look()
        #expect(try seal.namesInFile() == [second])
        #expect(await rotation.status().formerKeys == 0)
    }

    @Test("a start drops what a kill between the end of a change and the end of its former key left")
    func killedBetween() async throws {
        let seal = try SealUnderTest()
        try await seal.enqueue("somebody")
        let former = seal.rotation()
        await former.look()
        let first = seal.keys.sealKeyID
        // Killed before anything was sealed again; then after all was, before the former key went.
        _ = try seal.storage.rotate(from: first, random: seal.random)
        await seal.rotation(keys: SealKeys(try seal.storage.keyring())).look()
        #expect(try seal.namesInFile().count == 2)
        let last = seal.rotation(keys: SealKeys(try seal.storage.keyring()))
        for _ in 0..<2 { await last.look() }
        let names = try seal.namesInFile()
        #expect(names.count == 1 && names[0] != first)
        #expect(try await SealUnderTest.recipients(seal.store, try seal.storage.file()) == ["somebody@example.be"])
    }

    @Test("an old copy opens with the key file of its time, and nothing in it with that of today")
    func stolen() async throws {
        let seal = try SealUnderTest()
        let rotation = seal.rotation(every: Self.day)
        await rotation.look()
        for name in ["one", "two", "three"] { try await seal.enqueue(name) }
        try FileManager.default.createDirectory(atPath: seal.folder.file("old"), withIntermediateDirectories: true)
        _ = try await seal.store.backup(to: seal.folder.file("old/postduif.sqlite"), isReplacing: false, at: seal.clock.now) { _ in }
        let formerFile = try seal.storage.file()
        let everybody = Set(["one", "two", "three"].map { "\($0)@example.be" })

        seal.clock.advance(by: Self.day)
        await minutes(4, seal, rotation)
        let today = try seal.storage.file()
        #expect(Set(try await SealUnderTest.recipients(seal.store, today)) == everybody, "nothing is lost")

        let copy = try SQLiteStore.open(
            at: .directory(seal.folder.file("old")), clock: seal.clock, logger: .init(label: "copy") { _ in seal.log })
        defer { copy.close() }
        #expect(try await SealUnderTest.recipients(copy, today) == Array(repeating: "unknown_key", count: 3))
        #expect(Set(try await SealUnderTest.recipients(copy, formerFile)) == everybody)
        let (then, now) = (try formerFile.keyring(), try today.keyring())
        #expect(KeyPurpose.allCases.allSatisfy { then.hmac($0, [1]) == now.hmac($0, [1]) }, "tokens and codes stay right")
        // Nor does any line of today's file stand in that of then, but for the HMACs'.
        let lines = Set(formerFile.text.revealText().split(separator: "\n").map(String.init))
        #expect(
            lines.intersection(today.text.revealText().split(separator: "\n").map(String.init)).allSatisfy { $0.hasPrefix("postduif-hmac") }
        )
    }

    @Test("a fault of the store is waited for, longer each time, until it is over")
    func faults() async throws {
        let seal = try SealUnderTest()
        try await seal.enqueue("somebody")
        await seal.rotation().look()
        try seal.useFreshKey()
        let store = FaultyResealStore(seal.store, faults: 9, .unwritable("SQLite 13"))
        let rotation = seal.rotation(store: store)
        await rotation.look()
        #expect(seal.waited == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        #expect(await rotation.status().state == .done)
        #expect(try await seal.store.sealedUnder()?.key == seal.keys.sealKeyID)
        #expect(seal.log.lines.filter { $0.hasPrefix("error") }.count == 1, "told once")
    }

    @Test("a store that closes ends it, and the next start goes on")
    func closed() async throws {
        let seal = try SealUnderTest()
        try await seal.enqueue("somebody")
        await seal.rotation().look()
        try seal.useFreshKey()
        let stopped = seal.rotation(store: FaultyResealStore(seal.store, faults: .max, .closed))
        await stopped.look()
        #expect(seal.waited.isEmpty)
        #expect(await stopped.status().state == .refused)
        let next = seal.rotation()
        await next.look()
        #expect(await next.status().state == .done)
    }

    @Test("boxes under a key that is not there keep all keys, and no fresh one follows")
    func missingKey() async throws {
        let seal = try SealUnderTest()
        await seal.rotation().look()
        let stranger = AESGCMSeal(keyring: try SealKeyFile(random: SeededRandom(seed: 77)).keyring(), random: seal.random)
        try await seal.enqueue("lost", seal: stranger)
        seal.clock.advance(by: Self.day)
        let rotation = seal.rotation(every: Self.day)
        await minutes(5, seal, rotation)
        seal.clock.advance(by: Self.day * 3)
        await minutes(5, seal, rotation)
        let status = await rotation.status()
        #expect(status.state == .refused && status.detail?.contains("1 boxes are under a key that is not there") == true)
        #expect(try seal.namesInFile().count == 2)
    }
}
