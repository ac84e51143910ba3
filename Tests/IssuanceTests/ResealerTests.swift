import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Sealing again under a new key")
struct ResealerTests {
    private let random = SeededRandom(seed: 11)
    private let keys: SealKeys
    private let seal: AESGCMSeal

    init() throws {
        keys = SealKeys(try Keyring(masterKey: Self.master(1)))
        seal = AESGCMSeal(keys: keys, random: random)
    }

    private static func master(_ octet: UInt8) -> Secret { Secret([UInt8](repeating: octet, count: 32)) }

    private static func row(_ number: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: 14) + [UInt8(number / 256), UInt8(number % 256)]
    }

    private func boxes(_ count: Int) throws -> [SealedBox] {
        try (1...count).map { SealedBox(row: Self.row($0), box: try seal.seal(Array("\($0)".utf8), context: Self.row($0))) }
    }

    private func rotate() throws { keys.use(try Keyring(masterKey: Self.master(2), formerKeys: [Self.master(1)])) }

    private func run(_ store: BoxStore) async throws -> Resealer.Tally {
        try await Resealer(store: store, seal: seal, pause: { _ in }).run()
    }

    /// Of 256 rows read at a time and 64 written, one more and one less.
    @Test(arguments: [1, 63, 64, 65, 255, 256, 257, 600])
    func `every box is under the new key and opens to what it held`(count: Int) async throws {
        let store = BoxStore(
            try Dictionary(uniqueKeysWithValues: SealedPlace.allCases.map { ($0, try boxes(count)) }))
        try rotate()
        #expect(try await run(store).resealed == count * SealedPlace.allCases.count)
        for place in SealedPlace.allCases {
            for (index, box) in try #require(store.contents.boxes[place]).enumerated() {
                #expect(seal.isSealedWithCurrentKey(box.box))
                #expect(try seal.open(box.box, context: box.row) == Array("\(index + 1)".utf8))
            }
        }
        #expect(store.contents.writes.allSatisfy { (1...64).contains($0) })
        #expect(try await run(store) == Resealer.Tally(), "a second run finds nothing to do")
    }

    @Test func `what was wiped stays empty, what does not open is left and counted`() async throws {
        var kept = try boxes(4)
        kept[0] = SealedBox(row: kept[0].row, box: [])
        // A key that nobody has.
        kept[1] = SealedBox(row: kept[1].row, box: [UInt8](repeating: 1, count: 60))
        kept[2] = SealedBox(row: kept[2].row, box: kept[2].box.dropLast() + [kept[2].box[kept[2].box.count - 1] ^ 1])
        let store = BoxStore([.activations: kept])
        try rotate()
        let tally = try await run(store)
        #expect(tally.resealed == 1 && tally.unreadable == 1 && tally.missingKey == 1)
        #expect(Array(try #require(store.contents.boxes[.activations]).prefix(3)) == Array(kept.prefix(3)))
    }

    @Test func `what others change or wipe meanwhile is left to them`() async throws {
        let kept = try boxes(2)
        let store = BoxStore([.queue: kept])
        try rotate()
        let newer = SealedBox(row: kept[0].row, box: try seal.seal([1], context: kept[0].row))
        store.change { $0.meanwhile = { boxes in boxes[.queue] = [newer, SealedBox(row: Self.row(2), box: [])] } }
        #expect(try await run(store).resealed == 0)
        #expect(store.contents.boxes[.queue] == [newer, SealedBox(row: Self.row(2), box: [])])
    }

    @Test func `former keys go on to open, also those that a later key ring no longer has`() throws {
        let box = try seal.seal([4, 2], context: [1])
        let former = keys.sealKeyID
        try rotate()
        keys.use(try Keyring(masterKey: Self.master(3)))
        #expect(try seal.open(box, context: [1]) == [4, 2])
        let newer = try seal.seal([1], context: [])
        #expect(keys.sealKeyID != former && seal.isSealedWithCurrentKey(newer))
    }

    @Test func `a run counts what it found under a former key, also where somebody was first`() async throws {
        let kept = try boxes(3)
        let store = BoxStore([.queue: kept])
        try rotate()
        store.change { $0.meanwhile = { boxes in boxes[.queue]?.removeFirst() } }
        let tally = try await run(store)
        #expect(tally.found == 3 && tally.resealed == 2)
        #expect(try await run(store).found == 0)
    }
}
