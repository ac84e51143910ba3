import Foundation
import TestKit
import Testing

/// Commands on a terminal, and where there is none.
@Suite("Commands on a terminal", .serialized)
struct TerminalTests {
    @Test("queue status --watch is drawn anew until Ctrl-C, fits, and says when the service is gone")
    func watch() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        let command = [ServiceProcess.binary, "queue", "status", "--watch", "--every", "1", "--config", service.configuration]
        let watched = try await Terminal.run(command, typing: "\u{3}", after: "\u{1B}[H", times: 3)
        #expect(watched.status == 0, "\(watched.output)\(watched.errors)")
        #expect(watched.output.components(separatedBy: "\u{1B}[2J").count == 2 && watched.output.components(separatedBy: "LANE").count >= 4)
        #expect(watched.output.contains("every 1s; Ctrl-C ends"))
        let lines = watched.output.replacing(/\u{1B}\[[0-9]*[A-Z]/, with: "").split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines)")
        await service.stop()
        let gone = try await Terminal.run(command, typing: "\u{3}", after: "no service answers", times: 2)
        #expect(gone.status == 0, "\(gone.output)")
    }

    @Test("elsewhere than on a terminal one status follows the other, as text or as lines of JSON, and the end of the service ends it")
    func append() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        let arguments = [ServiceProcess.binary, "queue", "status", "--watch", "--every", "1", "--config", service.configuration]
        let (text, json) = (service.folder.file("text"), service.folder.file("json"))
        let processes = try [(text, arguments), (json, arguments + ["--json"])].map { path, arguments in
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            return try ChildProcess(arguments, output: try FileHandle(forWritingTo: URL(fileURLWithPath: path)))
        }
        try await until("two of each", within: .seconds(30)) {
            let written = try [text, json].map { try String(contentsOfFile: $0, encoding: .utf8) }
            return written[0].components(separatedBy: "LANE").count >= 3 && written[1].split(separator: "\n").count >= 2
        }
        await service.stop()
        for process in processes {
            await process.end()
            #expect(process.terminationStatus == 3)
        }
        #expect(try !String(contentsOfFile: text, encoding: .utf8).contains("\u{1B}"))
        for line in try String(contentsOfFile: json, encoding: .utf8).split(separator: "\n") {
            let status = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(status?["lanes"] != nil, "\(line)")
        }
    }

    @Test("lists fit a terminal, and are whole elsewhere")
    func lists() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        #expect(try await service.postCode("jan@a-rather-long-name-of-a-city.example.be").status == 202)
        let arguments = ["queue", "list", "--kind", "one_time_code"]
        let narrow = try await Terminal.run([ServiceProcess.binary] + arguments + ["--config", service.configuration], columns: 100)
        let lines = narrow.output.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.count <= 100 } && narrow.output.contains("…"), "\(narrow.output)")
        let whole = try await service.command(arguments)
        #expect(whole.output.contains("  a-rather-long-name-of-a-city.example.be  ") && !whole.output.contains("…"))
        await service.stop()
    }

    private static let refusals: [(arguments: [String], status: Int32, text: String)] = [
        (["--kind", "codes"], 1, "--kind: give one of activation_link, address_changed, canary"), (["--domain", "@"], 1, "--domain: "),
        (["--state", "sent"], 1, "--state: give one of queued"), (["--lane", "codes"], 1, "--lane: give one of code"),
        (["--reason", "why"], 1, "--reason: give one of "),
        (["--issued-before", "noon"], 1, "--issued-before: must be a time such as "),
        (["--limit", "0"], 2, "--limit: give 1 to 200"), (["--limit", "201"], 2, "--limit: give 1 to 200"),
        (["--bogus"], 2, "Unknown option"),
    ]

    @Test("a value that nothing has is refused rather than matched by nothing")
    func refused() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        for (arguments, status, text) in Self.refusals {
            let answer = try await service.command(["queue", "list"] + arguments)
            let isRefused = answer.status == status && answer.errors.hasPrefix("postduif: \(text)")
            #expect(isRefused, "\(arguments): \(answer.status) \(answer.errors)")
        }
        await service.stop()
    }
}
