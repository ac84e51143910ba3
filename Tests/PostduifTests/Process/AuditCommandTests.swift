import Foundation
import GRDB
import Testing

/// `audit list` and `audit verify` of the built program, with and without a running service, on a log that is whole and one that is not.
@Suite("Audit commands", .serialized)
struct AuditCommandTests {
    private struct Listed: Decodable {
        struct Entry: Decodable {
            let number: Int
            let actor: String
            let action: String
        }
        let entries: [Entry]
        let cursor: String?
    }

    private struct Report: Decodable {
        struct Finding: Decodable {
            let word: String
            let number: Int?
        }
        let entries: Int
        let end: String?
        let finding: Finding?
        let cuts: [Int]
    }

    private static func report(_ service: ServiceProcess, _ arguments: [String] = []) async throws -> (status: Int32, report: Report) {
        let command = try await service.command(["audit", "verify", "--json"] + arguments)
        return (command.status, try JSONDecoder().decode(Report.self, from: Data(command.output.utf8)))
    }

    private static func tamper(_ service: ServiceProcess, _ sql: String) throws {
        let database = try DatabaseQueue(path: service.queue + "/postduif.sqlite")
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    @Test("a log is listed and verified, whether a service runs or not")
    func whole() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        let none = try await service.command(["audit", "list"])
        #expect(none.status == 0 && none.output.contains("No entry matches."), "\(none.errors)")
        #expect(try await service.command(["audit", "verify"]).status == 0)
        try await service.prepare()
        let offline = try await Self.report(service)
        #expect(offline.status == 0 && offline.report.entries == 3)
        try await service.start()
        _ = try await service.command(["relay", "pause", "sink"])
        let listed = try await service.command(["audit", "list", "--limit", "2", "--json"])
        let list = try JSONDecoder().decode(Listed.self, from: Data(listed.output.utf8))
        #expect(list.entries.map(\.action) == ["paused", "api_key_created"] && list.cursor == "3")
        #expect(list.entries.allSatisfy { $0.actor == "local_operator" })
        let filtered = try await service.command(["audit", "list", "--action", "agreement_registered", "--municipality", "62063"])
        #expect(filtered.output.contains("agreement_registered") && !filtered.output.contains("paused"))
        let end = try #require(offline.report.end)
        let online = try await Self.report(service, ["--reached", end])
        #expect(online.status == 0 && online.report.entries == 4)
        let other = String(end.dropLast()) + (end.hasSuffix("0") ? "1" : "0")
        let replaced = try await Self.report(service, ["--reached", other])
        #expect(replaced.status == 1 && replaced.report.finding?.word == "replaced" && replaced.report.finding?.number == 3)
        #expect(try await service.command(["audit", "verify", "--reached", "3"]).status == 2)
        #expect(try await service.command(["audit", "list", "--action", "looked"]).status == 1)
        await service.stop()
    }

    @Test("the first entry that was changed is named, and an end that was cut is recorded at the next start")
    func tampered() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try Self.tamper(service, "DELETE FROM audit WHERE number = 3")
        let refused = try await service.command(["serve"])
        #expect(refused.status == 1 && refused.errors.contains("postduif restore accept"), "\(refused.errors)")
        let doctor = try await service.command(["doctor"])
        #expect(
            doctor.status == 1 && doctor.output.contains("FAULT store: ") && doctor.output.contains("restore accept"), "\(doctor.output)")
        let cut = try await service.command(["audit", "verify"])
        #expect(cut.status == 1 && cut.output.contains("CUT: entry 3"), "\(cut.output)\(cut.errors)")
        let list = try await service.command(["audit", "list", "--limit", "1"])
        #expect(list.output.contains("audit_cut") && list.output.contains("cut anchored=3 found=2"), "\(list.output)")
        try await service.acceptRestored()
        #expect(try await service.command(["audit", "verify"]).status == 0, "the restored database explains it")
        try await service.start()
        await service.stop()
        try Self.tamper(service, "UPDATE audit SET actor = 'citizen' WHERE number = 2")
        let changed = try await Self.report(service)
        #expect(changed.status == 1 && changed.report.entries == 1)
        #expect(changed.report.finding?.word == "changed" && changed.report.finding?.number == 2)
    }
}
