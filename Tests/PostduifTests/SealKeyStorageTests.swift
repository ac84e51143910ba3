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
        try SealKeyStorage.keyring(at: path, database: database, random: SeededRandom(seed: 3))
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
