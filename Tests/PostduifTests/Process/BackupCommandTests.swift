import Foundation
import Inbox
import Testing

@testable import Postduif

/// `postduif backup`, and the way back.
@Suite("Backup command", .serialized)
struct BackupCommandTests {
    @Test("backed up while it runs, restored in a new directory: all that waited arrives, once")
    func restore() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        let emails = Set((0..<20).map { "b\($0)@example.be" })
        for email in emails { #expect(try await service.postCode(email).status == 202) }
        let file = service.folder.file("backup.sqlite")
        let made = try await service.command(["backup", file])
        #expect(made.status == 0 && made.output.contains("keep a copy of the key file of now"), "\(made.output)\(made.errors)")
        #expect(made.errors.isEmpty, "no progress bar beside a terminal: \(made.errors)")
        let again = try await service.command(["backup", file])
        #expect(again.status == 1 && again.errors.contains("replace it with --force"), "\(again.errors)")
        await service.stop()

        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let restored = try ServiceProcess(relay: ServiceProcess.clear(relay.port))
        try restored.restore(file, sealKey: service.queue + "/seal.key")
        restored.key = service.key
        try await restored.acceptRestored()
        try await restored.start()
        try await until("all that waited arrives", within: .seconds(60)) { Set(inbox.messages.flatMap(\.recipients)) == emails }
        #expect(inbox.messages.count == emails.count)
        await restored.stop()
        await relay.stop()
    }

    @Test("without its seal key a restored database is told apart from a new one")
    func withoutKey() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        let file = service.folder.file("backup.sqlite")
        #expect(try await service.command(["backup", file]).status == 0)
        let restored = try ServiceProcess(relay: ServiceProcess.clear(1))
        try restored.restore(file, sealKey: service.queue + "/seal.key")
        try FileManager.default.removeItem(atPath: restored.queue + "/seal.key")
        let refused = try await restored.command(["serve"])
        #expect(refused.status == 1 && refused.errors.contains("restore the key from its backup"), "\(refused.errors)")
    }

    @Test("at the store itself while no service runs; --json and --force; faults with their exit codes")
    func offline() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        let file = service.folder.file("backup.sqlite")
        let made = try await service.command(["backup", file, "--json"])
        #expect(made.status == 0, "\(made.errors)")
        let status = try JSONDecoder().decode(Row.self, from: Data(made.output.utf8))
        let octets = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        #expect(status.path == file && status.state == "done" && status.octets == octets)
        #expect(try await service.command(["backup", file]).status == 1)
        #expect(try await service.command(["backup", file, "--force"]).status == 0)
        #expect(try await service.command(["backup"]).status == 2)
        let key = service.folder.file("copy.key")
        let both = try await service.command(["backup", file, "--force", "--seal-key", key])
        #expect(both.status == 0 && both.output.contains("\(key) has the keys that open it"), "\(both.output)\(both.errors)")
        let own = try String(contentsOfFile: service.queue + "/seal.key", encoding: .utf8)
        #expect(try String(contentsOfFile: key, encoding: .utf8) == own)
        #expect(try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int == 0o600)
        for (path, words) in [(file, "are two files"), (service.queue + "/seal.key", "is the seal key itself")] {
            let refused = try await service.command(["backup", file, "--force", "--seal-key", path])
            #expect(refused.status == 1 && refused.errors.contains(words), "\(refused.errors)")
        }
        let there = try await service.command(["backup", service.folder.file("other.sqlite"), "--seal-key", key])
        #expect(there.status == 1 && there.errors.contains("replace both with --force"), "\(there.errors)")
        #expect(!FileManager.default.fileExists(atPath: service.folder.file("other.sqlite")))
        let missing = try await service.command(["backup", service.folder.file("no/such/file")])
        #expect(missing.status == 1 && missing.errors.contains("its directory is not there"), "\(missing.errors)")
        let beside = try await service.command(["backup", service.queue + "/seal.key", "--force"])
        #expect(beside.status == 1 && beside.errors.contains("lies in the spool directory"), "\(beside.errors)")
    }

    private struct Row: Decodable {
        let path: String
        let state: String
        let octets: Int
    }

    @Test(
        "the bar grows with the work",
        arguments: [
            (0.0, "backup [--------------------------------]   0 %"), (0.5, "backup [################----------------]  50 %"),
            (1.0, "backup [################################] 100 %"), (7.0, "backup [################################] 100 %"),
        ])
    func bar(fraction: Double, text: String) {
        #expect(ProgressBar.text("backup", fraction) == text)
    }
}
