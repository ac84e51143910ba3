import Foundation
import GRDB
import Inbox
import Testing

@testable import Postduif

/// A backup made under load, and the way back from it, with the built program.
@Suite("Restore", .serialized)
struct RestoreProcessTests {
    /// A backup made while codes are asked for that no relay takes, its key file, and what the copy knows.
    private struct Backup {
        let service: ServiceProcess
        let file: String
        let key: String
        /// Addresses whose codes were answered before it began.
        let before: Set<String>
    }

    private func backup() async throws -> Backup {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await service.start()
        let (file, key) = (service.folder.file("backup.sqlite"), service.folder.file("backup.key"))
        let traffic = Traffic()
        var before: Set<String> = []
        try await traffic.flow(to: service) {
            try await until("codes flow", within: .seconds(60)) { traffic.acknowledged.count > 100 }
            before = traffic.acknowledged
            let made = try await service.command(["backup", file, "--seal-key", key])
            try #require(made.status == 0, "\(made.errors)")
            // What is revoked since is not in the copy, nor is a change of the seal key, which destroys the former one.
            let after = traffic.acknowledged.count
            try await until("codes flow on", within: .seconds(60)) { traffic.acknowledged.count > after + 20 }
        }
        await service.stop()
        let rotated = try await service.command(["seal", "rotate"])
        try #require(rotated.status == 0, "\(rotated.errors)")
        return Backup(service: service, file: file, key: key, before: before)
    }

    private func restored(_ backup: Backup, relay: Int) throws -> ServiceProcess {
        let restored = try ServiceProcess(relay: ServiceProcess.clear(relay), extra: "limits: { per_key_per_minute: 0 }")
        try restored.restore(backup.file, sealKey: backup.key)
        restored.key = backup.service.key
        return restored
    }

    private func count(_ state: String, in service: ServiceProcess) async throws -> Int {
        CrashBench.count(state, in: try await service.get("/v1/queue").body)
    }

    @Test("no service starts from it before it is accepted; then what waited goes out once, and its reason says that it is in doubt")
    func accepted() async throws {
        let backup = try await backup()
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let restored = try restored(backup, relay: relay.port)
        let refused = try await restored.command(["serve"])
        #expect(refused.status == 1 && refused.errors.contains("holds what was known at 20"), "\(refused.errors)")
        #expect(refused.errors.contains("run 'postduif restore accept'"))
        let status = try await restored.command(["restore", "status"])
        #expect(status.status == 0 && status.output.contains("messages waited or were under way"), "\(status.output)\(status.errors)")
        // What was revoked since is revoked again first.
        let keys = try await restored.command(["key", "list"])
        let id = try #require(keys.output.firstMatch(of: /api_[0-9a-z]+/)).output
        #expect(try await restored.command(["key", "revoke", String(id)]).status == 0)
        #expect(try await restored.command(["serve"]).status == 1, "another command accepts nothing")

        try await restored.acceptRestored()
        #expect(try await restored.command(["audit", "verify"]).status == 0)
        #expect(try await restored.command(["restore", "accept"]).status == 1)
        try await restored.start()
        try await until("what waited arrives", within: .seconds(60)) {
            backup.before.isSubset(of: Set(inbox.messages.flatMap(\.recipients)))
        }
        try await until("nothing waits", within: .seconds(60)) {
            try await restored.command(["queue", "list", "--state", "queued", "--json"]).output.contains("msg_") == false
        }
        let recipients = inbox.messages.flatMap(\.recipients)
        #expect(recipients.count == Set(recipients).count, "each once")
        #expect(try await restored.get("/v1/queue").status == 401, "the key that was revoked again")
        await restored.stop()
        await relay.stop()
    }

    @Test("with --hold nothing is mailed before somebody releases it")
    func held() async throws {
        let backup = try await backup()
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let restored = try restored(backup, relay: relay.port)
        try await restored.acceptRestored("--hold")
        try await restored.start()
        #expect(try await count("queued", in: restored) + count("leased", in: restored) == 0)
        #expect(try await count("held", in: restored) >= backup.before.count)
        let listed = try await restored.command(["queue", "list", "--state", "held", "--json"])
        let id = try #require(listed.output.firstMatch(of: /msg_[0-9a-z]+/)).output
        #expect(try await restored.command(["queue", "release", String(id)]).status == 0)
        try await until("one arrives", within: .seconds(30)) { inbox.messages.count == 1 }
        // A code that is new goes out behind them, and they stay.
        #expect(try await restored.postCode("new@example.be").status == 202)
        try await until("the new one arrives", within: .seconds(30)) { inbox.messages.count == 2 }
        await restored.stop()
        #expect(inbox.messages.count == 2)
        await relay.stop()
    }

    @Test("a code whose life is over is never mailed; what was under way ends in doubt where its kind is not to be sent again")
    func over() async throws {
        let backup = try await backup()
        let inbox = InboxStore(clock: WallClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        // The restore is eleven minutes later: all that the copy holds is older by as much.
        let late = try restored(backup, relay: relay.port)
        try await age(late, by: 660)
        try await late.acceptRestored()
        try await late.start()
        try await until("all have ended", within: .seconds(60)) { try await count("expired", in: late) >= backup.before.count }
        await late.stop()
        #expect(inbox.messages.isEmpty)

        let dropping = try restored(backup, relay: relay.port)
        let settings = try String(contentsOfFile: dropping.configuration, encoding: .utf8)
        try dropping.folder.write(settings + "\nkinds: { one_time_code: { in_doubt: drop } }", to: "postduif.yaml")
        try await dropping.acceptRestored()
        try await dropping.start()
        try await until("all have ended", within: .seconds(60)) {
            try await count("queued", in: dropping) + count("leased", in: dropping) == 0
        }
        #expect(try await count("in_doubt", in: dropping) >= backup.before.count)
        await dropping.stop()
        #expect(inbox.messages.isEmpty)
        await relay.stop()
    }

    private func age(_ service: ServiceProcess, by seconds: Int64) async throws {
        let database = try DatabaseQueue(path: service.queue + "/postduif.sqlite")
        let step = seconds * 1_000_000
        try await database.write {
            try $0.execute(sql: "UPDATE queue SET issued = issued - \(step), due = due - \(step), expires = expires - \(step)")
        }
        try database.close()
    }

    @Test("the key file of a later day opens nothing in it: it is refused, and the one of its time is asked for")
    func laterKey() async throws {
        let backup = try await backup()
        let restored = try restored(backup, relay: 1)
        let path = restored.queue + "/seal.key"
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: backup.service.queue + "/seal.key", toPath: path)
        for arguments in [["restore", "accept"], ["serve"]] {
            let refused = try await restored.command(arguments)
            #expect(refused.status == 1 && refused.errors.contains("holds keys of another day or installation"), "\(refused.errors)")
        }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: backup.key, toPath: path)
        try await restored.acceptRestored()
    }
}
