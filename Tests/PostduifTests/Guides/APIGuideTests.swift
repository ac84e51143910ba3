import Foundation
import Inbox
import TestKit
import Testing

/// `docs/api.md`: each of its requests is sent to the built program as it stands there, and the answer has the shape that stands below it.
@Suite("docs/api.md")
struct APIGuideTests {
    /// What stands in the guide, in its order.
    private enum Part {
        case prose(String)
        case block(language: String, text: String)
    }

    @Test("each request is answered as the guide says", .timeLimit(.minutes(3)))
    func guide() async throws {
        let store = InboxStore(clock: ManualClock())
        let sink = try await InboxServer.start(ServerOptions(), store: store)
        // The guide asks for several mails to one address within a minute, and gives a role without an issuer.
        let service = try ServiceProcess(
            relay: ServiceProcess.clear(sink.port), extra: "limits: { per_recipient_per_minute: 0 }\noidc: { local: true }")
        try await service.prepare()
        var variables = try await Self.keys(service)
        try await service.start()
        variables["BASE"] = service.base
        var sent = 0
        var answer = ""
        // The first block sets the variables.
        for part in try Self.parts().drop(while: { if case .prose = $0 { true } else { false } }).dropFirst() {
            switch part {
            case .block("sh", let text):
                let ran = try await Command.run(
                    ["bash", "-euc", text], environment: variables, directory: service.folder.path)
                #expect(ran.status == 0, "\(text)\n\(ran.errors)")
                answer = ran.output
                sent += 1
            case .block("json", let text): try Self.compare(answer, with: text)
            case .block(_, let text): Self.compareLines(answer, with: text)
            case .prose(let text): try await Self.learn(from: text, answer: answer, store, &variables)
            }
        }
        #expect(sent >= 24)
        await service.stop()
        await sink.stop()
    }

    @Test("the guide names every code of the contract's problems")
    func problems() throws {
        let text = try Self.text()
        for code in [
            "unauthenticated", "forbidden", "agreement-missing", "not-found", "conflict", "idempotency-conflict", "invalid", "warnings",
            "too-many-requests", "overloaded", "activation-invalid", "code-invalid", "result-invalid", "identification-hit",
        ] {
            #expect(text.contains("`\(code)`"), "\(code)")
        }
    }

    // MARK: Steps

    private static func text() throws -> String {
        try String(contentsOfFile: ServiceProcess.root + "/docs/api.md", encoding: .utf8)
    }

    private static func parts() throws -> [Part] {
        try text().components(separatedBy: "\n```").enumerated().map { index, text in
            guard index % 2 == 1, let end = text.firstIndex(of: "\n") else { return .prose(text) }
            return .block(language: String(text[..<end]), text: String(text[text.index(after: end)...]))
        }
    }

    /// Those that the first block of the guide names.
    private static func keys(_ service: ServiceProcess) async throws -> [String: String] {
        var keys: [String: String] = [:]
        for (name, scopes) in [
            ("DESK", "activations:write"), ("FRONT", "codes:write"), ("OPERATOR", "messages:read,queue:operate"), ("ADMIN", "admin"),
        ] {
            let made = try await service.command(["key", "create", "--name", name, "--scope", scopes, "--json"])
            let object = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: String]
            keys[name] = try #require(object?["key"], "\(made.errors)")
        }
        return keys
    }

    /// "`NAME` is its `field`" takes a field of the last answer, "`NAME` is in the mail" what only the mail has.
    private static func learn(
        from text: String, answer: String, _ store: InboxStore, _ variables: inout [String: String]
    ) async throws {
        for found in text.matches(of: /`([A-Z]+)`(?: is)? its `([a-z_.]+)`/) {
            var value = try? JSONSerialization.jsonObject(with: Data(answer.utf8))
            for name in found.output.2.split(separator: ".") { value = (value as? [String: Any])?[String(name)] }
            variables[String(found.output.1)] = try #require(value as? String, "\(found.output.0): \(answer)")
        }
        if text.contains("`TOKEN` is in the mail") { variables["TOKEN"] = try await mailed(/\/a\/([A-Za-z0-9_-]{22})/, store) }
        if text.contains("`CODE` is in the mail") {
            variables["CODE"] = try await mailed(/(?m)^\s*(\d{3} ?\d{3})\s*$/, store).replacing(" ", with: "")
        }
    }

    private static func mailed(_ pattern: Regex<(Substring, Substring)>, _ store: InboxStore) async throws -> String {
        var found: String?
        try await until("mailed", within: .seconds(30)) {
            let texts = store.messages.filter { $0.recipients == ["jan.peeters@example.be"] }.map {
                String(decoding: $0.raw, as: UTF8.self)
            }
            found = texts.reversed().lazy.compactMap { $0.replacing("\r\n", with: "\n").firstMatch(of: pattern) }.first.map {
                String($0.output.1)
            }
            return found != nil
        }
        return try #require(found)
    }

    /// The same names at the same places; values differ.
    private static func compare(_ answer: String, with text: String) throws {
        let (found, written) = (
            try JSONSerialization.jsonObject(with: Data(answer.utf8)), try JSONSerialization.jsonObject(with: Data(text.utf8))
        )
        #expect(shape(found) == shape(written), "\(answer)\n\(text)")
        if let problem = (written as? [String: Any])?["type"] as? String {
            #expect(((found as? [String: Any])?["type"] as? String)?.hasSuffix(String(problem.split(separator: "/").last ?? "?")) == true)
        }
    }

    /// Every name with its path, once; of lists that of their members.
    private static func shape(_ value: Any, _ path: String = "") -> Set<String> {
        switch value {
        case let object as [String: Any]: object.reduce(into: [path]) { $0.formUnion(shape($1.value, "\(path).\($1.key)")) }
        case let list as [Any]: list.reduce(into: [path]) { $0.formUnion(shape($1, "\(path)[]")) }
        default: [path]
        }
    }

    /// Each line is there, as far as it is written out.
    private static func compareLines(_ answer: String, with text: String) {
        let lines = answer.split(separator: "\n")
        for line in text.split(separator: "\n") {
            let start = line.prefix { $0 != "…" }
            #expect(lines.contains { $0.hasPrefix(start) }, "\(line)\n\(answer)")
        }
    }
}
