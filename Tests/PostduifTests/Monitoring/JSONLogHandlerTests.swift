import Foundation
import Logging
import Mail
import Synchronization
import TestKit
import Testing

@testable import Postduif

@Suite("Log lines in JSON")
struct JSONLogHandlerTests {
    private final class Lines: Sendable {
        let octets = Mutex<[UInt8]>([])
    }

    private static func line(_ body: (Logger) -> Void) throws -> [String: String] {
        let lines = Lines()
        let logger = Logger(label: "postduif") { label in
            JSONLogHandler(label: label, clock: ManualClock(now: Instant(seconds: 1_795_435_200))) { line in
                lines.octets.withLock { $0 += line }
            }
        }
        body(logger)
        let octets = lines.octets.withLock { $0 }
        #expect(octets.last == UInt8(ascii: "\n") && octets.count { $0 == UInt8(ascii: "\n") } == 1)
        return try #require(JSONSerialization.jsonObject(with: Data(octets)) as? [String: String])
    }

    @Test("have time, level, logger, message and the metadata, each under its own name")
    func whole() throws {
        let line = try Self.line { $0.warning("relay away", metadata: ["relay": "primary", "mail.queue_id": "\(7)"]) }
        #expect(
            line == [
                "time": "2026-11-23T12:00:00.000Z", "level": "warning", "logger": "postduif", "message": "relay away", "relay": "primary",
                "mail.queue_id": "7",
            ])
    }

    @Test("stay one line and their own fields, whatever the metadata hold")
    func hostile() throws {
        let line = try Self.line { $0.error("m", metadata: ["level": "a\"b\\c\nd\u{1}", "x": "{}"]) }
        #expect(line["level"] == "error" && line["level_"] == "a\"b\\c\nd\u{1}" && line["x"] == "{}")
    }

    @Test("have the metadata of the logger, and of the message over them")
    func merged() throws {
        let line = try Self.line { logger in
            var logger = logger
            logger[metadataKey: "a"] = "1"
            logger[metadataKey: "b"] = "1"
            logger.info("m", metadata: ["b": "2"])
        }
        #expect(line["a"] == "1" && line["b"] == "2")
    }

    @Test("of a running service are all JSON, and name no address")
    func service() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "canary: { address: canary@example.be, every: 10s }")
        let text = try String(contentsOfFile: service.configuration, encoding: .utf8)
        try service.folder.write(text.replacing("log: { level: debug }", with: "log: { format: json, level: debug }"), to: "postduif.yaml")
        try await service.prepare()
        try await service.start()
        #expect(try await service.postCode("someone@example.be").status == 202)
        await service.stop()
        let lines = try String(contentsOfFile: service.log, encoding: .utf8).split(separator: "\n")
        let messages = try lines.map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")["message"] as? String
        }
        #expect(messages.contains("serving") && messages.contains("answered") && messages.contains("line drained"))
        #expect(!lines.contains { $0.contains("someone@") || $0.contains("canary@") })
    }
}
