import Foundation
import Issuance
import Mail
import StoreSQLite
import Synchronization
import TestKit
import Testing

@testable import Postduif

/// A backup and the copy of its seal key, which are of no worth without one another.
@Suite("Backup and the copy of its seal key")
struct BackupPairTests {
    private func make(_ seal: SealUnderTest, _ request: BackupRequest) async throws -> BackupStatus {
        let runner = BackupRunner(store: seal.store, storage: seal.storage, clock: seal.clock)
        _ = try runner.start(request)
        try await until("it has ended", within: .seconds(60)) { try runner.status().state != .running }
        return try runner.status()
    }

    private func file(_ path: String) throws -> SealKeyFile {
        try SealKeyFile(parsing: Secret(Array(try Data(contentsOf: URL(fileURLWithPath: path)))))
    }

    @Test("the copy is there before the backup has its name: where it cannot be written there is no backup, and the former pair stays")
    func order() async throws {
        let seal = try SealUnderTest()
        let (path, key) = (seal.folder.file("backup.sqlite"), seal.folder.file("backup.key"))
        // Nobody can write: a directory has the name of its draft.
        let draft = "\(key).new-\(getpid())"
        try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: false)
        let refused = try await make(seal, BackupRequest(path: path, force: false, sealKey: key))
        #expect(refused.state == .refused && refused.detail?.contains("no backup is made") == true, "\(refused.detail ?? "")")
        #expect(!FileManager.default.fileExists(atPath: path) && !FileManager.default.fileExists(atPath: path + ".partial"))
        try FileManager.default.removeItem(atPath: draft)
        #expect(try await make(seal, BackupRequest(path: path, force: false, sealKey: key)).state == .done)
        let former = try Data(contentsOf: URL(fileURLWithPath: path))
        try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: false)
        #expect(try await make(seal, BackupRequest(path: path, force: true, sealKey: key)).state == .refused)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == former)
    }

    @Test("over a former pair: at each moment the copy opens the backup that stands there, and at the end that one alone")
    func replaced() async throws {
        let seal = try SealUnderTest()
        let (path, key) = (seal.folder.file("backup.sqlite"), seal.folder.file("backup.key"))
        let request = BackupRequest(path: path, force: true, sealKey: key)
        #expect(try await make(seal, request).state == .done)
        let first = try #require(try seal.namesInFile().first)
        let rotation = seal.rotation()
        await rotation.look()
        try seal.useFreshKey()
        for _ in 0..<3 { await rotation.look() }
        let names = try seal.namesInFile()
        try #require(names.count == 1 && names != [first])
        // As far as a backup comes that is killed before, or right after, its file has its name.
        let copy = try SealKeyCopy(seal.storage, request)
        try copy.read()
        try copy.write()
        #expect(try file(key).names == names + [first])
        let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try await make(seal, request).state == .done)
        #expect(try file(key).names == names)
    }

    @Test("neither goes onto the other, the seal key or its anchor, nor the copy into the spool directory or onto what is no such copy")
    func places() async throws {
        let seal = try SealUnderTest()
        let folder = seal.folder
        let (path, own) = (folder.file("backup.sqlite"), seal.storage.path)
        try FileManager.default.createSymbolicLink(atPath: folder.file("linked"), withDestinationPath: folder.path)
        try folder.write("an anchor", to: "seal.key.audit")
        try folder.write("a letter", to: "letter.txt")
        for (file, key, words) in [
            (path, folder.file("linked/backup.sqlite"), "are two files"), (path, folder.file("./backup.sqlite"), "are two files"),
            (path, path + ".partial", "are two files"), (path, folder.file("linked/seal.key"), "is the seal key itself"),
            (path, folder.file("queue/postduif.sqlite"), "lies in the spool directory"),
            (path, folder.file("queue/new.key"), "lies in the spool directory"),
            (path, own + ".audit", "is the anchor of the audit log"), (path, folder.file("letter.txt"), "is no copy of a seal key"),
            (path, folder.file("no/such.key"), "make its directory"), (own, nil, "is the seal key itself"),
            (own + ".audit", nil, "is the anchor of the audit log"),
        ] as [(String, String?, String)] {
            let runner = BackupRunner(store: seal.store, storage: seal.storage, clock: seal.clock)
            let fault = #expect(throws: AdministrationFault.self) {
                try runner.start(BackupRequest(path: file, force: true, sealKey: key))
            }
            #expect(fault.map { "\($0)" }?.contains(words) == true, "\(file) \(key ?? "-"): \(fault.map { "\($0)" } ?? "nothing")")
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try file(own).names == [seal.keys.sealKeyID])
    }
}
