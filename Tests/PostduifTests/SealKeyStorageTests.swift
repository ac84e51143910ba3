import Foundation
import Issuance
import Mail
import TestKit
import Testing

@testable import Postduif

@Suite("The seal key file")
struct SealKeyStorageTests {
    private let folder: TemporaryFolder
    private let path: String
    private let database: String

    init() throws {
        folder = try TemporaryFolder()
        (path, database) = (folder.file("seal.key"), folder.file("postduif.sqlite"))
    }

    private func keyring() throws(StartFault) -> Keyring {
        try SealKeyStorage(path: path, database: database).keyring(random: SeededRandom(seed: 3))
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }

    @Test("is made once, for its owner alone, and leaves no draft")
    func made() throws {
        let first = try keyring()
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600 && names == ["seal.key"])
        try folder.write("a database", to: "postduif.sqlite")
        #expect(try keyring().sealKeyID == first.sealKeyID)
    }

    @Test("a missing key beside a database stops the start, and none is made")
    func missing() throws {
        try folder.write("a database", to: "postduif.sqlite")
        let fault = #expect(throws: StartFault.self) { try keyring() }
        let text = try #require(fault).description
        for part in [path, database, "restore the key from its backup"] { #expect(text.contains(part), "\(text)") }
        #expect(names == ["postduif.sqlite"])
    }

    @Test("an empty database file, left by a start that failed, holds nothing to lose")
    func emptyDatabase() throws {
        try folder.write("", to: "postduif.sqlite")
        _ = try keyring()
        #expect(names == ["postduif.sqlite", "seal.key"])
    }

    @Test("a rotation puts a fresh key in front, and drops what is no longer needed at its end")
    func rotation() throws {
        let storage = SealKeyStorage(path: path, database: database)
        let random = SeededRandom(seed: 5)
        var key = try keyring().sealKeyID
        var names: Set<UInt32> = [key]
        for _ in 0..<4 {
            let rotated = try storage.rotate(from: key, random: random)
            key = rotated.sealKeyID
            #expect(names.insert(rotated.sealKeyID).inserted)
            #expect(try keyring().sealKeyID == rotated.sealKeyID)
        }
        #expect(try lines() == 6)
        let before = try storage.file().text
        let fault = #expect(throws: StartFault.self) { try storage.settle(under: 1, known: names) }
        #expect(fault?.description.contains("is not in front, so no key is dropped") == true && fault?.isLasting == true)
        #expect(throws: StartFault.self) { try storage.complete(under: 1, former: nil, known: names) }
        #expect(try storage.file().text.isEqual(to: before))
        try storage.complete(under: key, former: nil, known: names)
        #expect(try lines() == 3)
        try storage.settle(under: key, known: names)
        #expect(try lines() == 2, "the HMAC line and the key in use")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600 && self.names == ["seal.key"])
    }

    @Test("a key that is in front of the one in use already is taken; without the one in use nothing is written")
    func inFront() throws {
        let first = try keyring().sealKeyID
        let storage = SealKeyStorage(path: path, database: database)
        let byHand = try #require(try storage.file().rotated(random: SeededRandom(seed: 8)))
        try storage.write(byHand)
        #expect(try storage.rotate(from: first, random: SeededRandom(seed: 5)).sealKeyID == byHand.names[0])
        #expect(try storage.file().text.isEqual(to: byHand.text))
        let fault = #expect(throws: StartFault.self) { try storage.rotate(from: 7, random: SeededRandom(seed: 5)) }
        #expect(fault?.description.contains("the key in use, 00000007, is not in it any more") == true)
        // One line twice gives no keys.
        let twice = byHand.text.revealText() + byHand.text.revealText().split(separator: "\n")[1] + "\n"
        try folder.write(twice, to: "seal.key", mode: 0o600)
        #expect(throws: StartFault.self) { try storage.rotate(from: byHand.names[0], random: SeededRandom(seed: 5)) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == twice)
    }

    @Test("a rotation through a symbolic link changes what it leads to")
    func link() throws {
        let key = try keyring().sealKeyID
        let named = folder.file("linked.key")
        try FileManager.default.createSymbolicLink(atPath: named, withDestinationPath: path)
        _ = try SealKeyStorage(path: named, database: database).rotate(from: key, random: SeededRandom(seed: 4))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: named) == path)
        #expect(try lines() == 3)
    }

    @Test("the former file is written over, but for one that has another name as well", arguments: [false, true])
    func wiped(isLinked: Bool) throws {
        let key = try keyring().sealKeyID
        let former = try Data(contentsOf: URL(fileURLWithPath: path))
        // Both stand for the disk's blocks: a second name, or a descriptor of before.
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        if isLinked { try FileManager.default.linkItem(atPath: path, toPath: folder.file("copy.key")) }
        _ = try SealKeyStorage(path: path, database: database).rotate(from: key, random: SeededRandom(seed: 4))
        var bytes = [UInt8](repeating: 1, count: former.count)
        #expect(pread(descriptor, &bytes, bytes.count, 0) == former.count)
        #expect(Data(bytes) == (isLinked ? former : Data(count: former.count)))
    }

    @Test("a fault in a rotation leaves the former file as it was")
    func failedRotation() throws {
        _ = try keyring()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StartFault.self) {
            try DurableFile.replace(path, [1, 2, 3], purpose: "seal.key_file") { _ in
                errno = EIO
                return -1
            }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before && names == ["seal.key"])
    }

    @Test("the environment holds it as lines or with commas; then no file is read or made, and a rotation says what to do")
    func environment() throws {
        let file = try #require(SealKeyFile(random: SeededRandom(seed: 9)).rotated(random: SeededRandom(seed: 10)))
        let lines = file.text.revealText().split(separator: "\n")
        for text in [file.text.revealText(), lines.joined(separator: ",")] {
            let storage = SealKeyStorage(path: path, database: database, given: Secret(text))
            #expect(try storage.keyring(random: SeededRandom(seed: 1)).sealKeyID == file.keyring().sealKeyID)
            let fault = #expect(throws: StartFault.self) { try storage.rotate(from: file.names[0], random: SeededRandom(seed: 1)) }
            #expect(fault?.description.contains("POSTDUIF_SEAL_KEY") == true)
            try storage.complete(under: 1, former: nil, known: [])
            try storage.settle(under: 1, known: [])
            #expect(try !storage.hasFormer(under: 1, known: []))
        }
        #expect(names.isEmpty)
        let garbled = #expect(throws: StartFault.self) {
            try SealKeyStorage(path: path, database: database, given: Secret("geheim")).keyring(random: SeededRandom(seed: 1))
        }
        #expect(garbled?.description.contains("POSTDUIF_SEAL_KEY: Line 1") == true && garbled?.description.contains("geheim") == false)
        #expect(try SealKeyStorage(path: path, database: database, given: Secret("")).keyring(random: SeededRandom(seed: 1)).sealKeyID > 0)
        #expect(names == ["seal.key"])
    }

    private func lines() throws -> Int {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
    }

    @Test("a fault while it is made leaves nothing, and the next start makes it")
    func failed() throws {
        let fault = #expect(throws: StartFault.self) {
            try DurableFile.create(path, [1, 2, 3], purpose: "seal.key_file") { _ in
                errno = ENOSPC
                return -1
            }
        }
        #expect(fault?.description.contains("free some space") == true)
        #expect(names.isEmpty)
        _ = try keyring()
        #expect(names == ["seal.key"])
    }

    @Test("what another process made first is left as it is")
    func second() throws {
        #expect(try DurableFile.create(path, [1], purpose: "seal.key_file"))
        #expect(try !DurableFile.create(path, [2], purpose: "seal.key_file"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1]))
        #expect(names == ["seal.key"])
    }

    @Test(
        "a garbled file is told with its advice",
        arguments: [
            ("", "holds no key; restore it from its backup"), ("key", "Line 1: a key begins with postduif-seal-1:"),
            ("postduif-seal-1:AAAA", "Line 1: after postduif-seal-1: come 32 octets"),
        ])
    func garbled(text: String, words: String) throws {
        try folder.write(text, to: "seal.key", mode: 0o600)
        let fault = #expect(throws: StartFault.self) { try keyring() }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }
}
